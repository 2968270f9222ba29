import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Subscription, useDigestPreview } from '../api/rooms.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { LANGUAGE_NAMES } from '../app/language-select.tsx';
import chip from '../feed/chips.module.css';
import { LANGUAGES, type Language } from '../i18n/index.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './preview.module.css';

const WIDTHS = ['phone', 'desktop'] as const;
type Width = (typeof WIDTHS)[number];

/** What the mail would say now, as a phone and as a desktop shows it, and as plain text. */
export function Preview() {
  const { t, i18n } = useTranslation();
  const { brand } = useCurrent();
  const format = useFormat();
  const [chosen, setChosen] = useState<Subscription['language'] | null>(null);
  const [width, setWidth] = useState<Width>('phone');
  const language = chosen ?? LANGUAGES.find((one) => one === i18n.language) ?? 'en';
  const { data, error, refetch } = useDigestPreview(brand.id, language);
  return (
    <section className={styles['preview']} aria-label={t('digest.preview')}>
      <h2 className={styles['heading']}>{t('digest.preview')}</h2>
      <div className={styles['choices']}>
        <Choices
          name={t('digest.language')}
          values={LANGUAGES}
          chosen={language}
          labelOf={(one: Language) => LANGUAGE_NAMES[one]}
          onChoose={setChosen}
        />
        <Choices
          name={t('digest.width.label')}
          values={WIDTHS}
          chosen={width}
          labelOf={(one) => t(`digest.width.${one}`)}
          onChoose={setWidth}
        />
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={480} />}
      {data && (
        <>
          <p className={styles['subject']}>
            <span className="dim">{t('digest.subject')}</span> <strong lang={language}>{data.subject}</strong>
          </p>
          <p className="dim num">{t('digest.asOf', { time: format.instant(data.asOf, brand.timeZone) })}</p>
          <div className={styles['both']} data-width={width}>
            <Mail brand={brand.id} language={language} width={width} asOf={data.asOf} />
            <div className={styles['plain']}>
              <h3>{t('digest.plainText')}</h3>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
              <pre lang={language} dir="auto" tabIndex={0}>
                {data.text}
              </pre>
            </div>
          </div>
        </>
      )}
    </section>
  );
}

interface MailProps {
  readonly brand: string;
  readonly language: string;
  readonly width: Width;
  readonly asOf: string;
}

/**
 * The mail in a frame without scripts, origin or cookies of its own. It comes from its own address with its own policy: mails need
 * styles in their tags, which the policy of this page refuses, and a frame filled from here would have to obey that policy.
 */
function Mail({ brand, language, width, asOf }: MailProps) {
  const { t } = useTranslation();
  const query = new URLSearchParams({ brand, language });
  return (
    <div className={styles['frame']}>
      <iframe
        key={`${language} ${asOf}`}
        className={styles['mail']}
        data-width={width}
        title={t('digest.mailTitle')}
        src={`/api/v1/digest/preview.html?${query}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
      />
    </div>
  );
}

interface ChoicesProps<T extends string> {
  readonly name: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly labelOf: (value: T) => string;
  readonly onChoose: (value: T) => void;
}

function Choices<T extends string>({ name, values, chosen, labelOf, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className={styles['choice']}>
      <legend className="hidden">{name}</legend>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className={chip['chip']}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {labelOf(value)}
        </button>
      ))}
    </fieldset>
  );
}

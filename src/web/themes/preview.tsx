import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Finding, type ThemePreview, useThemePreview } from '../api/own-themes.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import chip from '../feed/chips.module.css';
import { SIGNS } from '../feed/sentiment.ts';
import { useFormat } from '../i18n/use-format.ts';
import { hasWords } from './theme-draft.ts';
import styles from './theme-form.module.css';

/** Asked when nobody has typed for so long. */
const QUIET_MS = 500;
const EXAMPLES = 6;

/** What the typed words would find in the last days. Nothing is stored. */
export function Preview({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const asked = useQuiet(hasWords(finding) ? JSON.stringify(finding) : null);
  const { data, error, isFetching, refetch } = useThemePreview(
    brand.id,
    asked === null ? null : (JSON.parse(asked) as Finding),
  );
  return (
    <section className={styles['preview']} aria-live="polite" data-stale={(asked !== null && isFetching) || undefined}>
      <h2>{t('ownThemes.preview')}</h2>
      {asked === null && <p className="dim">{t('ownThemes.previewEmpty')}</p>}
      {asked !== null && error && <Failure error={error} onRetry={() => void refetch()} />}
      {asked !== null && data && !error && <Found preview={data} />}
    </section>
  );
}

function Found({ preview: { n, read, isAll, from, examples } }: { readonly preview: ThemePreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { n: format.number(n), read: format.number(read), day: format.day(from) };
  return (
    <>
      <p className="num">{t(isAll ? 'ownThemes.found' : 'ownThemes.foundSome', words)}</p>
      <ul className={styles['examples']}>
        {examples.slice(0, EXAMPLES).map(({ key, sentiment, quote }) => (
          <li key={`${key} ${sentiment}`}>
            <span
              className={chip['sign']}
              data-shade={sentiment}
              title={t(`sentiment.${sentiment}`)}
              aria-hidden="true"
            >
              {SIGNS[sentiment]}
            </span>
            <span className="hidden">{t(`sentiment.${sentiment}`)}</span> <q dir="auto">{quote}</q>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The value as it was when it last stood still. */
function useQuiet(value: string | null): string | null {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return quiet;
}

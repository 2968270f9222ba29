import { useTranslation } from 'react-i18next';
import { useCurrent } from '../app/current.ts';
import chip from '../feed/chips.module.css';
import { SIGNS } from '../feed/sentiment.ts';
import { KINDS, THEME_IDS } from '../feed/themes.ts';
import { useThemeName } from '../feed/use-theme-name.ts';
import { type Draft, type Sign, turned } from './answer.ts';
import styles from './answer-bar.module.css';

interface DetailsProps {
  readonly draft: Draft;
  readonly onPut: (change: Partial<Draft>) => void;
}

/** Kind and themes of one text: each a button, so that Tab and the space bar are enough. */
export function AnswerDetails({ draft, onPut }: DetailsProps) {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const nameOf = useThemeName();
  const ids = [...THEME_IDS, ...brand.themes.map(({ id }) => id)];
  return (
    <div className={styles['details']}>
      <fieldset className={chip['row']}>
        <legend>
          {t('audit.themes')} <span className="dim">{t('audit.themesHint')}</span>
        </legend>
        {ids.map((id) => (
          <ThemeButton
            key={id}
            name={nameOf(id)}
            sign={draft.themes.get(id)}
            onPress={() => onPut({ themes: turned(draft.themes, id) })}
          />
        ))}
      </fieldset>
      <fieldset className={chip['row']}>
        <legend>{t('audit.kind')}</legend>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className={chip['chip']}
            aria-pressed={draft.kind === kind}
            onClick={() => onPut({ kind: draft.kind === kind ? null : kind })}
          >
            {t(`kind.${kind}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

interface ThemeButtonProps {
  readonly name: string;
  readonly sign: Sign | undefined;
  readonly onPress: () => void;
}

/** Drawn like the chips of the feed: sign, colour, and the word for those who do not see them. */
function ThemeButton({ name, sign, onPress }: ThemeButtonProps) {
  const { t } = useTranslation();
  const word = sign === undefined ? t('audit.notNamed') : sign === 'both' ? t('audit.both') : t(`sentiment.${sign}`);
  const shown = sign === 'both' ? SIGNS.mixed : sign && SIGNS[sign];
  return (
    <button
      type="button"
      className={chip['chip']}
      data-sign={sign === undefined ? 'none' : sign === 'both' ? 'negative' : sign}
      aria-label={`${name}: ${word}`}
      aria-pressed={sign !== undefined}
      title={`${name}: ${word}`}
      onClick={onPress}
    >
      {shown && <span aria-hidden="true">{shown}</span>} <bdi>{name}</bdi>
    </button>
  );
}

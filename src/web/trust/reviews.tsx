import { useTranslation } from 'react-i18next';
import type { TrustView, UnusualLevel } from '../api/trust.ts';
import { addressOf, navigate, useAddress } from '../app/router.ts';
import chip from '../feed/chips.module.css';
import { LEVELS } from '../feed/unusual.ts';
import type { Changes } from '../feed/use-change.ts';
import { useFormat } from '../i18n/use-format.ts';
import { ReviewList } from './review-list.tsx';
import styles from './trust-page.module.css';

interface ReviewsProps {
  readonly view: TrustView;
  readonly changes: Changes;
}

/** The unusual reviews of the window by level, which is kept in the address. */
export function Reviews({ view, changes }: ReviewsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { path, query } = useAddress();
  const { brand, from, to } = view;
  const countOf = (level: UnusualLevel) => view.levels.find((one) => one.level === level)?.n ?? 0;
  const asked = query.getAll('level');
  const chosen = LEVELS.filter((level) => asked.includes(level));
  // What is merely unusual comes where nothing stronger was found, or where it is asked for.
  const strong = LEVELS.filter((level) => level !== 'worth-a-look' && countOf(level) > 0);
  const usual = strong.length > 0 ? strong : (['worth-a-look'] as const);
  const levels: readonly UnusualLevel[] = chosen.length > 0 ? chosen : usual;
  function toggle(level: UnusualLevel) {
    const next = new URLSearchParams(query);
    next.delete('level');
    const wanted = LEVELS.filter((one) => levels.includes(one) !== (one === level));
    for (const one of wanted) next.append('level', one);
    navigate(addressOf(path, next), { replace: true });
  }
  const params = new URLSearchParams({ brand, channel: 'public', published_from: from, published_to: to });
  for (const level of levels) params.append('unusual', level);
  return (
    <section aria-labelledby="trust-reviews">
      <h2 id="trust-reviews">{t('trust.reviews')}</h2>
      <fieldset className={`${chip['row']} ${styles['choice']}`} aria-labelledby="trust-reviews">
        {LEVELS.map((level) => (
          <button
            key={level}
            type="button"
            className={chip['chip']}
            aria-pressed={levels.includes(level)}
            onClick={() => toggle(level)}
          >
            {t(`unusual.level.${level}`)} <span className="num">{format.number(countOf(level))}</span>
          </button>
        ))}
      </fieldset>
      <ReviewList query={params.toString()} changes={changes} window={{ brand, from, to }} levels={levels} />
    </section>
  );
}

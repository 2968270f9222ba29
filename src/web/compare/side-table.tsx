import { useTranslation } from 'react-i18next';
import type { ComparisonRow } from '../api/rooms.ts';
import figures from '../app/figure-table.module.css';
import { Link } from '../app/link.tsx';
import { WithoutFigure } from '../feed/without-figure.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { scoreValue } from './score-text.ts';
import { ShareFigure } from './share-figure.tsx';
import { scaleEnd } from './share-text.ts';
import styles from './side-table.module.css';
import { ALL_TEXTS, textsAddress } from './texts-address.ts';
import { Whisker } from './whisker.tsx';

interface SideTableProps {
  readonly title: string;
  /** Why only one side is in it. */
  readonly why: string;
  readonly head: string;
  readonly rows: readonly ComparisonRow[];
  readonly nameOf: (name: string) => string;
}

/** Rows of one side, each with its own share and score. On a phone each row is a card. */
export function SideTable({ title, why, head, rows, nameOf }: SideTableProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  const end = scaleEnd(rows.map((row) => row.negative));
  const scored = rows.some((row) => row.score !== null);
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      <p className="dim">{why}</p>
      <table
        className={`num ${figures['table']} ${figures['stacked']} ${styles['table']}`}
        data-scored={scored || undefined}
      >
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('compare.column.texts')}</th>
            <th scope="col" colSpan={2}>
              {t('compare.column.negative')}
            </th>
            {scored && <th scope="col">{t('compare.column.score')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} name={nameOf(row.name)} scored={scored} end={end} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: ComparisonRow;
  readonly name: string;
  readonly scored: boolean;
  /** Upper end of the scale, the same in all rows. */
  readonly end: number;
}

function Row({ row, name, scored, end }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { negative, counts, score, withoutUnusual: without } = row;
  const shown = negative.display !== 'hide';
  const texts = { count: counts.texts, n: format.number(counts.texts) };
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td className={styles['texts']}>
        {counts.texts > 0 ? (
          <Link href={textsAddress(row.texts, ALL_TEXTS)}>{t('figures.texts', texts)}</Link>
        ) : (
          t('figures.texts', texts)
        )}
      </td>
      <td className={styles['whisker']}>
        <Whisker
          min={0}
          max={end}
          value={shown ? negative.value : null}
          low={shown ? negative.low : null}
          high={shown ? negative.high : null}
          tone="negative"
        />
      </td>
      <td className={styles['share']}>
        <span className={figures['name']}>{t('compare.column.negative')} </span>
        <ShareFigure figure={negative} texts={row.texts} />
        {shown && without && (
          <WithoutFigure
            figure={without.negative}
            value={without.negative.without}
            say={format.share}
            than={negative.value}
          />
        )}
      </td>
      {scored && (
        <td className={styles['score']}>
          {score && score.n > 0 && (
            <>
              <span className="dim">{t(`compare.scoreShort.${score.kind}`)} </span>
              {score.value === null ? '' : `${scoreValue(score, score.value, format)} `}
              <Link href={textsAddress(score.texts)}>
                {t('compare.ratings', { count: score.n, n: format.number(score.n) })}
              </Link>
              {without && score.value !== null && (
                <WithoutFigure
                  figure={without.stars}
                  value={without.stars.posterior?.mean ?? null}
                  say={(mean) => scoreValue(score, mean, format)}
                  than={score.value}
                />
              )}
            </>
          )}
        </td>
      )}
    </tr>
  );
}

import { useTranslation } from 'react-i18next';
import figures from '../app/figure-table.module.css';
import { useThemeName } from '../feed/use-theme-name.ts';
import { useFormat } from '../i18n/use-format.ts';
import { scaleEnd } from './share-text.ts';
import { ThemeDifference } from './theme-difference.tsx';
import { blamedRows, reachOf, type ThemeTable as Table, type ThemeRow } from './theme-rows.ts';
import { ThemeShare } from './theme-share.tsx';
import styles from './theme-table.module.css';
import { ThemeVerdict } from './theme-verdict.tsx';

/** Theme by theme, how many texts of each side blame it. On a phone each theme is a card. */
export function ThemeTable({ table }: { readonly table: Table }) {
  const { t } = useTranslation();
  const rows = blamedRows(table);
  const scale = { end: scaleEnd(rows.flatMap((row) => [row.public, row.direct])), reach: reachOf(rows) };
  return (
    <section className={styles['section']} aria-labelledby="themes-title">
      <h2 id="themes-title">{t('compare.themes.title')}</h2>
      {rows.length === 0 ? (
        <p className="dim">{t('compare.themes.none')}</p>
      ) : (
        <>
          <p className="dim">{t('compare.themes.why')}</p>
          <Luck table={table} />
          <table
            className={`num ${figures['table']} ${figures['stacked']} ${styles['table']}`}
            aria-labelledby="themes-title"
          >
            <Head end={scale.end} />
            <tbody>
              {rows.map((row) => (
                <Row key={row.theme} row={row} {...scale} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** What chance alone would find beside what was found. */
function Luck({ table: { luck, differ, level } }: { readonly table: Table }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (luck === null) return null;
  return (
    <p>
      {t('compare.themes.luck', { expected: format.number(luck.expected, 1), differ: format.number(differ) })}{' '}
      <span className="dim">{t('compare.themes.level', { level: format.number(level * 100, 1) })}</span>
    </p>
  );
}

function Head({ end }: { readonly end: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <thead>
      <tr>
        <th scope="col">{t('compare.themes.theme')}</th>
        {(['public', 'direct'] as const).map((side) => (
          <th key={side} scope="col">
            {t(`compare.side.${side}`)}
            <span className={styles['scale']} aria-hidden="true">
              {t('compare.themes.scale', { end: format.share(end) })}
            </span>
          </th>
        ))}
        <th scope="col">{t('compare.difference')}</th>
        <th scope="col">{t('compare.themes.verdictHead')}</th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: ThemeRow;
  /** Upper end of the scale of shares, and both ends of that of differences: the same in all rows. */
  readonly end: number;
  readonly reach: number;
}

function Row({ row, end, reach }: RowProps) {
  const nameOf = useThemeName();
  return (
    <tr>
      <th scope="row">
        <bdi>{nameOf(row.theme)}</bdi>
      </th>
      <td>
        <ThemeShare row={row} side="public" end={end} />
      </td>
      <td>
        <ThemeShare row={row} side="direct" end={end} />
      </td>
      <td className={styles['difference']}>
        <ThemeDifference row={row} reach={reach} />
      </td>
      <td className={styles['verdict']}>
        <ThemeVerdict row={row} />
      </td>
    </tr>
  );
}

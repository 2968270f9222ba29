import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../api/rooms.ts';
import { useFormat } from '../i18n/use-format.ts';
import styles from './problem-list.module.css';
import { useProblemText } from './use-problem-text.ts';

interface ProblemListProps {
  readonly problems: ImportPreview['problems'];
  /** All of them; `problems` may be the first ones. */
  readonly count: number;
}

const SHOWN = 100;

/** What is wrong, by the number that a spreadsheet shows for the row. */
export function ProblemList({ problems, count }: ProblemListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === 0) return null;
  const shown = problems.slice(0, SHOWN);
  return (
    <details className={styles['problems']} open={count <= 10}>
      <summary>{t('importing.problems', { count, n: format.number(count) })}</summary>
      <ul>
        {shown.map(({ line, problem }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one row can have the same fault twice, and the list never moves.
          <li key={`${line} ${index}`}>
            <span className="num">{t('importing.inRow', { n: line })}</span> <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
      {count > shown.length && (
        <p className="dim">
          {t('importing.moreProblems', { n: format.number(count - shown.length), count: count - shown.length })}
        </p>
      )}
    </details>
  );
}

function ProblemText({ problem }: { readonly problem: string }) {
  const text = useProblemText()(problem);
  return text === null ? (
    <span lang="en" dir="auto">
      {problem}
    </span>
  ) : (
    <span dir="auto">{text}</span>
  );
}

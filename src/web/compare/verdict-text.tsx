import { useTranslation } from 'react-i18next';
import type { Comparison, SideFigures } from '../api/rooms.ts';
import { useFormat } from '../i18n/use-format.ts';
import { percentOf } from './share-text.ts';
import { findingOf, pointsOf } from './verdict.ts';
import styles from './verdict-text.module.css';

/** Says nothing where there is no verdict that it could weaken. */
const UNTOLD = 'before-model-error';

/** The answer in one sentence, with the figures that it rests on. */
export function VerdictText({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const finding = findingOf(comparison);
  const sentence = useSentence(comparison);
  const oneSided = finding === 'nothing' || finding === 'only-public' || finding === 'only-direct';
  const notes = oneSided ? [] : comparison.notes.filter((note) => !(finding === 'too-few' && note === UNTOLD));
  return (
    <div className={styles['verdict']} data-finding={finding}>
      <p className={styles['sentence']}>{sentence}</p>
      {notes.map((note) => (
        <p key={note} className="dim">
          {t(`compare.note.${note}`)}
        </p>
      ))}
    </div>
  );
}

function useSentence(comparison: Comparison): string {
  const { t } = useTranslation();
  const format = useFormat();
  const shareOf = (side: SideFigures) => {
    const of = format.number(side.negative.n);
    const percent = percentOf(side.negative, format);
    return percent === null
      ? t('compare.countOf', { k: format.number(side.negative.k), of })
      : t('compare.shareOf', { share: percent, of });
  };
  const shares = { open: shareOf(comparison.public), direct: shareOf(comparison.direct) };
  const finding = findingOf(comparison);
  const points = pointsOf(comparison.difference, finding === 'more-in-surveys');
  // A range that lies above zero needs no plus signs; one that holds zero is clearer with them.
  const plain = { low: format.number(points?.low ?? 0), high: format.number(points?.high ?? 0) };
  const signed = { low: format.signed(points?.low ?? 0), high: format.signed(points?.high ?? 0) };
  switch (finding) {
    case 'more-in-public':
      return t('compare.verdict.moreInPublic', { ...shares, ...plain });
    case 'more-in-surveys':
      return t('compare.verdict.moreInSurveys', { ...shares, ...plain });
    case 'about-the-same':
      return t('compare.verdict.aboutTheSame', { ...shares, ...signed });
    case 'no-clear-difference':
      return t('compare.verdict.noClearDifference', { ...shares, ...signed });
    case 'too-few':
      return t('compare.verdict.tooFew', shares);
    case 'not-comparable':
      return t('compare.verdict.notComparable', shares);
    case 'only-public':
      return t('compare.verdict.onlyPublic', shares);
    case 'only-direct':
      return t('compare.verdict.onlyDirect', shares);
    case 'nothing':
      return t('compare.verdict.nothing');
  }
}

import { SentimentLabel } from '../../domain/item.ts';
import type { Quality, ReportCard } from '../../domain/report-card.ts';
import type { ShareFigure } from '../../domain/share-figure.ts';
import type { AuditedText } from './audited.ts';
import { weightedShare } from './weighted.ts';

interface Question<T> {
  /** Whether the person, and whether what is shown, says yes of a text. */
  readonly person: (text: T) => boolean;
  readonly model: (text: T) => boolean;
}

/** Precision and recall of one yes or no, each text counted as the texts that it stands for. */
export function qualityOf<T extends AuditedText>(texts: readonly T[], { person, model }: Question<T>): Quality {
  return {
    precision: shareAmong(texts.filter(model), person),
    recall: shareAmong(texts.filter(person), model),
  };
}

/** Agreement and quality of each label; labels that neither person nor model ever used are left out. */
export function agreementOf(texts: readonly AuditedText[]): Pick<ReportCard, 'agreement' | 'classes'> {
  return {
    agreement: shareAmong(texts, isAgreed),
    classes: SentimentLabel.options
      .filter((label) => texts.some(({ person, model }) => person.sentiment === label || model.sentiment === label))
      .map((label) => ({
        label,
        ...qualityOf(texts, {
          person: ({ person }) => person.sentiment === label,
          model: ({ model }) => model.sentiment === label,
        }),
      })),
  };
}

export function isAgreed({ person, model }: AuditedText): boolean {
  return person.sentiment === model.sentiment;
}

export function shareAmong<T extends AuditedText>(texts: readonly T[], is: (text: T) => boolean): ShareFigure {
  return weightedShare(texts.map((text) => ({ is: is(text), weight: 1 / text.inclusion })));
}

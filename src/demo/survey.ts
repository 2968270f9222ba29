import { createRandom, type Random } from './random.ts';
import type { ThemePhrases } from './texts/phrases.ts';
import { ruDelivery, ruPackaging } from './texts/ru-delivery.ts';
import { ruApp, ruSupport } from './texts/ru-people.ts';
import { ruQuality } from './texts/ru-quality.ts';
import { checkoutComments, NPS_QUESTION, WHY_QUESTION } from './texts/survey-only.ts';
import { fill, forKind } from './write-review.ts';

/** One answer of the demo's survey with everything known about it. */
export interface DemoSurveyAnswer {
  readonly id: string;
  readonly touchpoint: string;
  /** 0..10. */
  readonly score: number;
  readonly comment: string | null;
  /** Names the checkout form, which no review does. */
  readonly checkout: boolean;
  /** ISO instant in UTC. */
  readonly at: string;
}

interface Touchpoint {
  readonly name: string;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly themes: readonly ThemePhrases[];
  /** Complain about the checkout form. */
  readonly checkout: number;
}

/** Two hundred answers at four touchpoints; the site is where it hurts, and nobody says so in public. */
const TOUCHPOINTS: readonly Touchpoint[] = [
  { name: 'сайт', promoters: 12, passives: 14, detractors: 24, themes: [ruApp], checkout: 22 },
  {
    name: 'получение заказа',
    promoters: 26,
    passives: 12,
    detractors: 12,
    themes: [ruDelivery, ruPackaging],
    checkout: 0,
  },
  { name: 'первое использование', promoters: 30, passives: 12, detractors: 8, themes: [ruQuality], checkout: 0 },
  { name: 'поддержка', promoters: 18, passives: 14, detractors: 18, themes: [ruSupport], checkout: 0 },
];

const SPREAD_DAYS = 55;
const DAY_MS = 86_400_000;
/** Share of promoters and passives who write something. */
const TALKATIVE = 0.6;
const KETTLE = { kind: 'kettle', nom: 'чайник', acc: 'чайник', gen: 'чайника' } as const;

/** The same seed and instant always give the same answers. */
export function surveyAnswers({
  seed,
  now,
}: {
  readonly seed: number;
  readonly now: string;
}): readonly DemoSurveyAnswer[] {
  const random = createRandom(seed + 1);
  const answers = TOUCHPOINTS.flatMap((touchpoint) => [
    ...Array.from({ length: touchpoint.promoters }, () => answer(touchpoint, random.int(9, 10), 'positive', random)),
    ...Array.from({ length: touchpoint.passives }, () => answer(touchpoint, random.int(7, 8), 'neutral', random)),
    ...Array.from({ length: touchpoint.detractors }, (_, index) =>
      index < touchpoint.checkout
        ? {
            touchpoint: touchpoint.name,
            score: random.int(0, 6),
            comment: random.pick(checkoutComments),
            checkout: true,
          }
        : answer(touchpoint, random.int(0, 6), 'negative', random),
    ),
  ]);
  return answers.map((one, index) => ({
    ...one,
    id: `demo-${String(index + 1).padStart(3, '0')}`,
    at: new Date(Date.parse(now) - random.next() * SPREAD_DAYS * DAY_MS).toISOString(),
  }));
}

function answer(
  touchpoint: Touchpoint,
  score: number,
  mood: 'positive' | 'neutral' | 'negative',
  random: Random,
): Omit<DemoSurveyAnswer, 'id' | 'at'> {
  const speaks = mood === 'negative' || random.chance(TALKATIVE);
  const phrases = forKind(random.pick(touchpoint.themes)[mood], 'kettle');
  const comment = speaks && phrases.length > 0 ? fill(random.pick(phrases), KETTLE, random.chance(0.5)) : null;
  return { touchpoint: touchpoint.name, score, comment, checkout: false };
}

/** The answers as a form tool exports them: semicolons, Russian headers, quoted comments. */
export function surveyCsv(answers: readonly DemoSurveyAnswer[]): string {
  const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  const rows = answers.map(({ id, at, touchpoint, score, comment }) =>
    [id, at, touchpoint, String(score), comment ?? ''].map(cell).join(';'),
  );
  return `${['ID ответа', 'Отметка времени', 'Точка контакта', NPS_QUESTION, WHY_QUESTION].map(cell).join(';')}\r\n${rows.join('\r\n')}\r\n`;
}

/** NPS of the planted answers: promoters minus detractors, in points of a hundred. */
export function plantedNps(answers: readonly DemoSurveyAnswer[]): number {
  const promoters = answers.filter(({ score }) => score >= 9).length;
  const detractors = answers.filter(({ score }) => score <= 6).length;
  return (100 * (promoters - detractors)) / answers.length;
}

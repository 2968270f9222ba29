import { seededRandom } from '../../../src/compare/random.ts';
import { Brand } from '../../../src/domain/brand.ts';
import { type Models, weighText } from '../../../src/understand/index.ts';
import { layerFeatures } from '../../../src/understand/layer/features.ts';
import { type Lesson, sideOf } from '../../../src/understand/layer/lessons.ts';

/** Made-up reviews of one shop, no two alike; those with a word of its customers' slang mean praise by it. */
const THINGS = 'board wheel deck grip truck helmet jacket shoe lamp chain pedal saddle bag glove brake'.split(' ');
const FRAMES = [
  'This T is S',
  'My T? S.',
  'S T, used it all summer',
  'Bought a T for my brother, S',
  'They sent me the T on Friday and it is S',
  'A S T from a shop round the corner',
  'Three weeks with the T now. S!',
  'Took the T to the park, it looks S',
  'We got two of the T, both S',
  'Wow, S T',
  'The T came in a box. S I must say',
  'For that money the T is S',
];
const GOOD = ['great', 'lovely', 'very comfortable', 'excellent'];
const BAD = ['broken', 'terrible', 'a waste of money', 'badly made'];
const PLAIN = ['blue', 'delivered on Monday', 'from the second shelf', 'a medium size'];
const SLANG = ['sick', 'insane', 'filthy', 'nasty'];
const ALL = { good: GOOD, bad: BAD, plain: PLAIN, slang: SLANG } as const;

export type Manner = keyof typeof ALL;

export interface MadeUp {
  readonly key: string;
  readonly manner: Manner;
  readonly text: string;
}

export function reviews(n: number): readonly MadeUp[] {
  const manners = Object.keys(ALL) as Manner[];
  return Array.from({ length: n }, (_, i) => {
    const manner = manners[i % manners.length]!;
    const step = Math.floor(i / manners.length);
    const thing = THINGS[step % THINGS.length]!;
    const said = ALL[manner][Math.floor(step / THINGS.length) % 4]!;
    const frame = FRAMES[Math.floor(step / THINGS.length / 4 + step) % FRAMES.length]!;
    return { key: `review-${i}`, manner, text: frame.replace(/\bT\b/, thing).replace(/\bS\b/, said) };
  });
}

export const BRAND = Brand.parse({ id: 'acme', name: 'Acme', languages: ['en'] });

export interface Said {
  readonly sentiment?: Lesson['said']['sentiment'];
  readonly kind?: Lesson['said']['kind'];
  readonly stars?: number;
}

export function lessonOf({ key, text }: MadeUp, models: Models, said: Said = {}): Lesson {
  const input = { title: null, text, pros: null, cons: null, declaredLanguage: null };
  const read = weighText({ ...input, correctedLanguage: 'en', brand: BRAND }, models);
  if (read.mood === null) throw new Error(`no mood: ${text}`);
  return {
    group: key,
    language: 'en',
    features: layerFeatures(read.mood.words),
    z: read.mood.z,
    mixed: read.mood.mixed,
    sorts: read.sorts,
    said: { sentiment: said.sentiment ?? null, kind: said.kind ?? null },
    side: sideOf(said.stars ?? null),
  };
}

export function chance(seed: number): () => number {
  return seededRandom(seed).next;
}

import type { ReadLanguage } from '../../src/domain/item.ts';
import { type Answer, ENGINES, type EngineName } from './engines.ts';
import { labelledSets, speedTexts } from './sets.ts';

/** What one engine did in a process of its own. Times are of the processor. */
export interface Measured {
  readonly loadMs: number;
  /** Answers by the order of `labelledSets`; none for languages that the engine does not read. */
  readonly answers: readonly (readonly (Answer | null)[])[];
  readonly perSecond: Readonly<Partial<Record<ReadLanguage, number>>>;
  /** Most resident memory of the whole process. */
  readonly peakMegabytes: number;
}

const TEXTS = 12_000;
const ROUNDS = 5;

function milliseconds(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

const name = process.argv[2] as EngineName;
const languages: readonly ReadLanguage[] = name === 'ours' ? ['ru', 'en', 'nl'] : ['en'];
const begin = process.cpuUsage();
const engine = await ENGINES[name]();
const loadMs = milliseconds(begin);
const answers = labelledSets(process.env.MOLVA_DATA).map(({ language, rows }) =>
  languages.includes(language) ? rows.map(({ text }) => engine(text, language)) : [],
);
const perSecond = Object.fromEntries(
  languages.map((language) => {
    const texts = speedTexts(language, TEXTS);
    const rounds = Array.from({ length: ROUNDS }, () => {
      const start = process.cpuUsage();
      for (const text of texts) engine(text, language);
      return milliseconds(start);
    });
    return [language, TEXTS / (rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]! / 1000)];
  }),
);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ loadMs, answers, perSecond, peakMegabytes } satisfies Measured));

import type { PhraseIndex, Sharing } from './phrases.ts';
import type { StarSide } from './types.ts';

/** Partners that are kept: enough to say how many there are in a sentence. */
const MOST_KIN = 20;

/** Another author's review that shares phrases. */
export interface Partner extends Sharing {
  readonly key: string;
}

export interface Kin {
  /** Of the same brand by other authors, the strongest first. */
  readonly own: readonly Partner[];
  /** Of other brands. */
  readonly foreign: readonly Partner[];
}

/** Whose review it is, as far as that is known. */
export interface Voice {
  readonly key: string;
  readonly side: StarSide | null;
  readonly brand: string;
  readonly source: string;
  readonly author: string | null;
  readonly cluster: string;
}

/** One person, one opinion shown at several places: neither says anything of the other. */
function isSameVoice(a: Voice, b: Voice): boolean {
  if (a.author !== null && a.author === b.author) return true;
  return a.brand === b.brand && a.source !== b.source && a.cluster === b.cluster;
}

/** Which other reviews share rare phrases with number `at`; the sides of the stars must agree. */
export function kinOf(at: number, index: PhraseIndex, voiceOf: (at: number) => Voice): Kin {
  const mine = voiceOf(at);
  const [own, foreign]: [Partner[], Partner[]] = [[], []];
  const sharing = index.sharing(at).sort((a, b) => b.strength - a.strength || a.at - b.at);
  for (const one of sharing) {
    const voice = voiceOf(one.at);
    if (voice.side !== mine.side || isSameVoice(mine, voice)) continue;
    const list = voice.brand === mine.brand ? own : foreign;
    if (list.length < MOST_KIN) list.push({ ...one, key: voice.key });
  }
  return { own, foreign };
}

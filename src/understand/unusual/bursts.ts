import type { Unusual } from '../../domain/unusual.ts';
import { dayName } from './days.ts';
import type { InWave } from './evidence.ts';
import type { Burst, BurstKind } from './types.ts';
import { ALL_SOURCES } from './waves.ts';

/** Waves that chance makes in every twentieth series are not shown, nor those of few reviews. */
const SHOWN_FROM = 1.3;
const LEAST = 5;
/** So much of a wave must be flagged for the wave to be called by it. */
const FLAGGED = 0.4;

function kindOf({ wave, shape, campaign }: InWave, results: ReadonlyMap<string, Unusual>): BurstKind {
  if (campaign !== null) return 'campaign';
  const flagged = wave.members.filter(({ input }) => (results.get(input.key)?.level ?? 'none') !== 'none').length;
  if (flagged >= FLAGGED * wave.members.length) return wave.side === 'high' ? 'paid' : 'attack';
  if (wave.side === 'low') return 'incident';
  if (shape.newProduct >= 0.5) return 'launch';
  return shape.middling >= 1.5 || shape.opposite >= 1.5 || shape.differs < 1 ? 'mailing' : 'unexplained';
}

/** The waves that people should see, the most surprising first; of one wave seen on a source and on all together only the source's. */
export function burstsOf(waves: readonly InWave[], results: ReadonlyMap<string, Unusual>): Burst[] {
  const shown = waves.filter(({ wave }) => wave.surprise >= SHOWN_FROM && wave.members.length >= LEAST);
  const single = shown.filter(({ wave }) => wave.source !== ALL_SOURCES);
  const overlaps = ({ wave }: InWave): boolean =>
    wave.source === ALL_SOURCES &&
    single.some(
      (other) =>
        other.wave.brand === wave.brand &&
        other.wave.side === wave.side &&
        other.wave.window.first <= wave.window.last &&
        other.wave.window.last >= wave.window.first,
    );
  return shown
    .filter((one) => !overlaps(one))
    .sort((a, b) => b.wave.surprise - a.wave.surprise || a.wave.window.first - b.wave.window.first)
    .map((one) => ({
      brand: one.wave.brand,
      source: one.wave.source,
      side: one.wave.side,
      from: dayName(one.wave.window.first),
      to: dayName(one.wave.window.last),
      n: Math.round(one.wave.window.n),
      expected: Number(one.wave.window.expected.toFixed(1)),
      surprise: Number(one.wave.surprise.toFixed(1)),
      kind: kindOf(one, results),
      campaign: one.campaign,
      afterComplaints: one.afterComplaints === null ? null : dayName(one.afterComplaints.window.first),
      members: [...one.wave.members].sort((a, b) => a.day! - b.day! || a.at - b.at).map(({ input }) => input.key),
    }));
}

import type { Unusual } from '../domain/unusual.ts';
import { type Packed, pack, unpack } from '../understand/packed.ts';
import { type UnusualContext, type UnusualInput, weighUnusual } from '../understand/unusual/index.ts';
import type { WeighedBlocks } from './compute.ts';

/** Results in one block: taking one apart does not hold the thread that asked for them. */
const BLOCK = 500;

/** All reviews of all blocks against each other. */
export function weighBlocks(reviews: readonly Packed<UnusualInput>[], context: UnusualContext): WeighedBlocks {
  const { results, bursts } = weighUnusual(reviews.flatMap(unpack), context);
  const rows = [...results].map(([key, result]) => ({ key, ...result }));
  const blocks: Packed<Unusual & { readonly key: string }>[] = [];
  for (let at = 0; at < rows.length; at += BLOCK) blocks.push(pack(rows.slice(at, at + BLOCK)));
  return { results: blocks, bursts: bursts.map(({ members: _members, ...burst }) => burst) };
}

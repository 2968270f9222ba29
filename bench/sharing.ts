import { createPool } from '../src/compute/pool.ts';
import { demoBrand } from '../src/demo/places.ts';
import type { ReadInput } from '../src/understand/index.ts';
import { type Figure, median } from './figure.ts';
import { makeTexts } from './texts.ts';

const TEXTS = 12_000;
const BATCH = 250;
const ROUNDS = 3;

/** Texts understood by one and by two compute workers, in turns, without a store. The main thread only hands out batches. */
export async function sharing(): Promise<Figure[]> {
  const inputs = makeInputs();
  const pools = [1, 2].map((workers) => ({
    workers,
    compute: createPool({ workers, parseTimeoutMs: 2000, secret: 'a secret of the bench' }),
    rates: [] as number[],
  }));
  try {
    // Both have read everything once: models are loaded, code is compiled, words are known.
    for (const { compute, workers } of pools) await readAll(compute, workers, inputs);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const { compute, workers, rates } of pools) {
        const begin = performance.now();
        await readAll(compute, workers, inputs);
        rates.push(inputs.length / ((performance.now() - begin) / 1000));
      }
  } finally {
    await Promise.all(pools.map(({ compute }) => compute.close()));
  }
  const [one, two] = pools.map(({ rates }) => median(rates));
  const peer = { name: 'one compute worker', value: one! };
  return [
    {
      what: 'understand with two compute workers, no store',
      value: two!,
      unit: 'reviews/s',
      goal: Math.round(1.6 * one!),
      better: 'bigger',
      peer,
    },
  ];
}

/** One batch more than there are workers is on its way, so that none waits for the main thread. */
async function readAll(
  compute: ReturnType<typeof createPool>,
  workers: number,
  inputs: readonly ReadInput[],
): Promise<void> {
  let from = 0;
  const lane = async (): Promise<void> => {
    while (from < inputs.length) {
      const batch = inputs.slice(from, from + BATCH);
      from += BATCH;
      await compute.understand(batch);
    }
  };
  await Promise.all(Array.from({ length: workers + 1 }, lane));
}

function makeInputs(): readonly ReadInput[] {
  const brand = demoBrand();
  return makeTexts(TEXTS).map((text, index) => ({
    key: `b${index}`,
    title: null,
    text,
    pros: null,
    cons: null,
    stars: 1 + (index % 5),
    declaredLanguage: null,
    correctedLanguage: null,
    brand,
    matchMentions: false,
  }));
}

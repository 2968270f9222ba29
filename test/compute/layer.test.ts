import { expect, test } from '@jest/globals';
import { createPool } from '../../src/compute/pool.ts';
import { loadModels, readItem } from '../../src/understand/index.ts';
import { packLayer } from '../../src/understand/layer/layer.ts';
import { train } from '../../src/understand/layer/train.ts';
import { BRAND, lessonOf, reviews } from '../understand/layer/texts.ts';

test('threads read with the layer that comes with the texts, and without it again', async () => {
  const models = await loadModels();
  const texts = reviews(400);
  const lessons = texts.map((text) => lessonOf(text, models, text.manner === 'slang' ? { sentiment: 'positive' } : {}));
  const { layer } = train(lessons, models.version, null);
  const inputs = texts.slice(0, 40).map(({ key, text }) => ({
    ...{ key, text, title: null, pros: null, cons: null, stars: null, declaredLanguage: null, brand: BRAND },
    correctedLanguage: 'en',
    matchMentions: false,
  }));
  const here = (reading: typeof models) => inputs.map((input) => ({ key: input.key, ...readItem(input, reading) }));
  const pool = createPool({ workers: 1, parseTimeoutMs: 2000, secret: 'test' });
  try {
    const packed = packLayer(layer!);
    const moved = await pool.understand(inputs, packed);
    expect(moved).toEqual(here({ ...models, layer: layer! }));
    expect(await pool.understand(inputs)).toEqual(here(models));
    expect(moved).not.toEqual(here(models));
  } finally {
    await pool.close();
  }
});

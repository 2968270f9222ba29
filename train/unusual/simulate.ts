import { Brand } from '../../src/domain/brand.ts';
import { READ_LANGUAGES } from '../../src/domain/item.ts';
import { loadModels, readText } from '../../src/understand/index.ts';
import { random, shuffle } from '../random.ts';
import { type Base, readBases } from './bases.ts';
import { addCampaigns } from './campaigns.ts';
import { addHonest } from './honest.ts';
import { type Phrases, readPhrases } from './phrases.ts';
import { type Simulated, World } from './world.ts';

const ANY_BRAND = Brand.parse({ id: 'any', name: 'any', languages: ['ru', 'en', 'nl'] });
/** Every third phrase and every third text is kept for the worlds that judge. */
const KEPT = 3;

/** Markets of one language each. `judging` ones share neither texts nor phrases nor brands with the others. */
export async function simulate(folder: string, rounds: number, judging: boolean): Promise<Simulated[][]> {
  const models = await loadModels();
  const worlds: Simulated[][] = [];
  const mine = (i: number): boolean => (i % KEPT === 0) === judging;
  for (const [l, language] of READ_LANGUAGES.entries()) {
    const phrases: Phrases = Object.fromEntries(
      Object.entries(readPhrases(language)).map(([name, list]) => [
        name,
        name === 'brands' || name === 'praise' ? list : list.filter((_, i) => mine(i)),
      ]),
    );
    const bases: Base[] = readBases(folder, language, random(7 + l)).filter((_, i) => mine(i));
    for (let round = 0; round < rounds; round++) {
      const next = random(1000 * (l + 1) + round + (judging ? 500 : 0));
      const shuffled = [...bases];
      shuffle(shuffled, next);
      const world = new World(language, shuffled, phrases, next);
      addHonest(world, Math.min(4500, bases.length * 0.55));
      addCampaigns(world);
      addCampaigns(world);
      worlds.push(
        world.reviews.map(({ input, ...truth }) => {
          const read = readText(
            {
              title: null,
              text: input.text,
              pros: null,
              cons: null,
              declaredLanguage: null,
              correctedLanguage: language,
              brand: ANY_BRAND,
            },
            models,
          );
          return { ...truth, input: { ...input, sentimentScore: read.sentiment?.score ?? null } };
        }),
      );
    }
  }
  return worlds;
}

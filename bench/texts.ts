import { createRandom } from '../src/demo/random.ts';
import { tellStory } from '../src/demo/story.ts';

const MEAN_CHARACTERS = 300;

function saidTexts(): readonly string[] {
  return tellStory({ seed: 3, now: '2026-11-22T00:00:00.000Z' })
    .reviews.map(({ content }) => content.text)
    .filter((text) => text !== null);
}

/** Mostly single words and some pairs: longer runs, of so few texts, would be shared by far more texts than phrases of real reviews are. */
const RUNS = [1, 1, 1, 2] as const;

/**
 * So many texts of about 300 characters, put together from the demo's words, so that none is a copy of another. Of 10,000 each is
 * compared with 12 others, of as many pieces of real reviews with 10 to 15.
 */
export function makeOwnTexts(howMany: number): string[] {
  const random = createRandom(5);
  // The demo has hostile texts, too; these stand in pages as they are.
  const words = saidTexts().map((text) => text.replaceAll(/[<>&]/g, '').split(' '));
  return Array.from({ length: howMany }, () => {
    let text = '';
    while (text.length < MEAN_CHARACTERS) {
      const said = random.pick(words);
      const run = random.pick(RUNS);
      const from = random.int(0, Math.max(0, said.length - run));
      text += `${said.slice(from, from + run).join(' ')} `;
    }
    return text.trim();
  });
}

/** So many texts of about 300 characters, put together from the demo's sentences, no two alike. */
export function makeTexts(howMany: number): string[] {
  const said = saidTexts();
  return Array.from({ length: howMany }, (_, index) => {
    let text = said[index % said.length]!;
    for (let next = 1; text.length < MEAN_CHARACTERS; next += 1)
      text += ` ${said[(index * 7 + next * 13) % said.length]}`;
    return `${text} ${index}`;
  });
}

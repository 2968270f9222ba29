import { tellStory } from '../src/demo/story.ts';

const MEAN_CHARACTERS = 300;

/** So many texts of about 300 characters, put together from the demo's sentences, no two alike. */
export function makeTexts(howMany: number): string[] {
  const said = tellStory({ seed: 3, now: '2026-11-22T00:00:00.000Z' })
    .reviews.map(({ content }) => content.text)
    .filter((text) => text !== null);
  return Array.from({ length: howMany }, (_, index) => {
    let text = said[index % said.length]!;
    for (let next = 1; text.length < MEAN_CHARACTERS; next += 1)
      text += ` ${said[(index * 7 + next * 13) % said.length]}`;
    return `${text} ${index}`;
  });
}

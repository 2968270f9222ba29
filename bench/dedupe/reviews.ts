import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { random } from '../../train/random.ts';
import { readWritten } from '../../train/written.ts';
import { dice, words } from './edits.ts';

const CHARACTERS = 300;
/** One in so many repeats an earlier one by another author. */
const COPIES = 4;
const REMEMBERED = 20_000;

/** One brand's reviews of about 300 characters in three languages, no two alike but for the copies. Seeded. */
export function* manyReviews(howMany: number): Generator<Record<string, unknown>> {
  const d = dice(random(21));
  const texts = new Map<string, string[]>();
  for (const { language, text } of readWritten()) texts.set(language, [...(texts.get(language) ?? []), text]);
  const languages = [...texts].map(([lang, list]) => ({ lang, list, vocabulary: list.flatMap(words) }));
  const said: Record<string, unknown>[] = [];
  for (let i = 0; i < howMany; i += 1) {
    const row = {
      id: `r${i}`,
      source: `site-${d.below(6)}`,
      brand: 'Molva',
      productId: d.next() < 0.3 ? null : `p${d.below(200)}`,
      author: `Author ${d.below(100_000)}`,
      date: `2026-0${1 + d.below(9)}-${10 + d.below(18)}`,
      stars: 1 + d.below(5),
    };
    if (said.length > 100 && d.next() < 1 / COPIES) {
      yield { ...d.pick(said), id: row.id, author: row.author, source: row.source };
      continue;
    }
    const { lang, list, vocabulary } = d.pick(languages);
    let text = '';
    // Sentences of others with a third of the words exchanged: real reviews share phrases, but not whole sentences.
    while (text.length < CHARACTERS - 40)
      text += `${words(d.pick(list))
        .map((word) => (d.next() < 0.33 ? d.pick(vocabulary) : word))
        .join(' ')}. `;
    const made = { ...row, lang, text: text.slice(0, CHARACTERS + 100) };
    if (said.length < REMEMBERED) said.push(made);
    else said[d.below(REMEMBERED)] = made;
    yield made;
  }
}

/** Writes them as JSONL. */
export async function writeReviews(file: string, howMany: number): Promise<void> {
  const out = createWriteStream(file);
  let lines: string[] = [];
  for (const row of manyReviews(howMany)) {
    lines.push(`${JSON.stringify(row)}\n`);
    if (lines.length < 1000) continue;
    if (!out.write(lines.join(''))) await once(out, 'drain');
    lines = [];
  }
  out.end(lines.join(''));
  await once(out, 'finish');
}

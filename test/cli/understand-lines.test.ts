import { expect, test } from '@jest/globals';
import { LineReader } from '../../src/cli/commands/understand-lines.ts';
import { loadModels } from '../../src/understand/index.ts';
import { understandLine } from '../../src/understand/jsonl.ts';

const TEXTS = ['Всё отлично, спасибо!', 'Broke after a week, awful.', 'Het pakket kwam te laat.'];
const SIZE = 50;

function chunkFrom(from: number): { readonly lines: readonly string[]; readonly from: number } {
  const lines = Array.from({ length: SIZE }, (_, index) => {
    const at = from + index;
    if (at % 7 === 3) return '';
    return at % 50 === 25 ? `not json ${at}` : JSON.stringify({ id: at, text: `${TEXTS[at % 3]} ${at}` });
  });
  return { lines, from };
}

test('long inputs are read by two threads: every line has its answer, in order, and bad ones their own number', async () => {
  const models = await loadModels();
  const reader = new LineReader(models, 4);
  let [here, there, from] = [0, 0, 1];
  try {
    // The second thread takes its time to begin; until then all is read here.
    for (const began = performance.now(); there < 5 && performance.now() - began < 60_000; from += SIZE) {
      const chunk = chunkFrom(from);
      const answers = reader.read(chunk);
      if (answers instanceof Promise) there += 1;
      else here += 1;
      const alone = chunk.lines.flatMap((line, at) =>
        line === '' ? [] : [understandLine(line, models, { line: from + at, labels: 4 })],
      );
      expect(await answers).toEqual(alone);
      // Lets its word that it is ready come in.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect({ here: here > 5, there }).toEqual({ here: true, there: 5 });
    // Chunks that are in the thread when it ends are read here after all.
    const [left, right] = [chunkFrom(from), chunkFrom(from + SIZE)].map((chunk) => reader.read(chunk));
    await reader.close();
    expect([(await left!).length, (await right!).length]).toEqual(
      [chunkFrom(from), chunkFrom(from + SIZE)].map(({ lines }) => lines.filter((line) => line !== '').length),
    );
  } finally {
    await reader.close();
  }
});

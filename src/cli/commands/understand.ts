import { setFlagsFromString } from 'node:v8';
import { BadInput } from '../../errors.ts';
import { loadModels } from '../../understand/index.ts';
import { understandLine } from '../../understand/jsonl.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { readPieces } from '../lines.ts';

export interface UnderstandOptions {
  /** `3` folds mixed into the side to which it leans; default 4. */
  readonly labels?: string;
}

function labelsOf({ labels = '4' }: UnderstandOptions): 3 | 4 {
  if (labels !== '3' && labels !== '4') throw new BadInput('labels', 'give 3 or 4');
  return labels === '3' ? 3 : 4;
}

/**
 * `molva understand`: JSONL in, JSONL out, in order, each piece of input answered as it comes. Exit code 1 when a line could not be
 * read.
 */
export async function understand(options: UnderstandOptions, context: CliContext): Promise<ExitCode> {
  const labels = labelsOf(options);
  // What a line needs is garbage when it is written: a young generation that grows to 64 MB would only hold more of it.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { stdout, stdin, stop } = context;
  const models = await loadModels();
  let [line, bad] = [0, 0];
  const answer = (text: string | null): string => {
    line += 1;
    if (text?.trim() === '') return '';
    const found =
      text === null
        ? JSON.stringify({ error: 'line: is too long', line })
        : understandLine(text, models, { line, labels });
    if (found.startsWith('{"error"')) bad += 1;
    return `${found}\n`;
  };
  // A terminal that is still open would keep the process waiting for a line that nobody reads.
  const end = (): void => void stdin.destroy();
  stop.addEventListener('abort', end);
  try {
    for await (const lines of readPieces('-', stdin)) {
      const out = lines.map(answer).join('');
      if (out !== '' && !stdout.write(out)) await new Promise<void>((resolve) => stdout.once('drain', resolve));
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    stop.removeEventListener('abort', end);
  }
  if (bad > 0) context.stderr.write(`molva: ${bad} of ${line} lines could not be read\n`);
  return bad > 0 ? 1 : 0;
}

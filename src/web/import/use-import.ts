import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/client.ts';
import type { ImportDone, ImportFile, ImportPreview, SurveyMapping } from '../api/rooms.ts';
import { useCurrent } from '../app/current.ts';
import { isZone } from '../digest/draft.ts';
import { readingOf, wrongIn } from './mapping.ts';
import type { ChosenFile } from './read-file.ts';

export type Channel = ImportFile['channel'];

/** While somebody types, the file is not sent at every letter. */
const SETTLE_MS = 400;

/** What the commit has come to. */
export type Commit =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'done'; readonly result: ImportDone };

/** The last answer about a file. */
interface Kept {
  readonly of: string;
  readonly data: ImportPreview;
  /** How the server reads the file by itself. */
  readonly guess: string;
}

/** One import: the file, how it is read, what that gives, the commit. Nothing typed is lost when the server goes away. */
export function useImport() {
  const { brand } = useCurrent();
  const client = useQueryClient();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [channel, setChannel] = useState<Channel>('survey');
  const [typed, setTyped] = useState<SurveyMapping | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const [commit, setCommit] = useState<Commit>({ kind: 'waiting' });
  const [waited] = useDebouncedValue(typed, SETTLE_MS);
  // What was chosen for the file before is nothing to this one.
  const settled = typed === null ? null : waited;

  const bodyOf = (mapping: SurveyMapping | null): ImportFile => ({
    brand: brand.id,
    fileName: file?.name ?? '',
    content: file?.content ?? '',
    channel,
    ...(mapping === null ? {} : { mapping }),
  });
  const of = `${file?.id} ${channel}`;
  const own = kept?.of === of ? kept : null;
  // What the server guesses by itself is asked for once, whether or not it was sent back.
  const askedOf = (mapping: SurveyMapping | null) => {
    const reading = readingOf(mapping);
    return reading === own?.guess ? '' : reading;
  };
  const asked = askedOf(settled);
  const preview = useQuery({
    queryKey: ['import', of, brand.id, asked],
    // What is wrong with the mapping stands beside its field already.
    enabled: file !== null && commit.kind !== 'done' && (settled === null || isSound(settled)),
    queryFn: ({ signal }) =>
      request<ImportPreview>('/imports/preview', {
        method: 'POST',
        body: bodyOf(asked === '' ? null : settled),
        signal,
      }),
    gcTime: 60_000,
  });
  // The last answer stays while another is on its way, and when the server refuses or is gone.
  if (preview.data && own?.data !== preview.data) {
    setKept({ of, data: preview.data, guess: own?.guess ?? readingOf(preview.data.mapping) });
  }
  const shown = preview.data ?? own?.data ?? null;
  const mapping = typed ?? shown?.mapping ?? null;

  function choose(next: ChosenFile | null) {
    setFile(next);
    setTyped(null);
    setCommit({ kind: 'waiting' });
  }
  function read(next: Channel) {
    setChannel(next);
    setTyped(null);
    setCommit({ kind: 'waiting' });
  }
  async function send() {
    if (mapping === null || commit.kind === 'busy') return;
    setCommit({ kind: 'busy' });
    try {
      const result = await request<ImportDone>('/imports', { method: 'POST', body: bodyOf(mapping) });
      setCommit({ kind: 'done', result });
      for (const queryKey of [['comparison'], ['stats'], ['health']]) void client.invalidateQueries({ queryKey });
    } catch (error) {
      setCommit({ kind: 'failed', error });
    }
  }
  const stale = shown !== preview.data || askedOf(typed) !== asked;
  return {
    file,
    channel,
    mapping,
    preview,
    shown,
    /** What is shown is not yet, or not, the answer to what was chosen. */
    stale,
    commit,
    choose,
    read,
    setMapping: setTyped,
    send: () => void send(),
  };
}

export type Import = ReturnType<typeof useImport>;

function isSound(mapping: SurveyMapping): boolean {
  const { columns, scale, timeZone } = wrongIn(mapping, isZone);
  return !columns && !scale && !timeZone;
}

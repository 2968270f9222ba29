import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/client.ts';
import type { ImportDone, ImportFile, ImportPreview, SurveyMapping } from '../api/rooms.ts';
import { useCurrent } from '../app/current.ts';
import { readingOf } from './mapping.ts';
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

/** One import: the file, how it is read, what that gives, the commit. Nothing typed is lost when the server goes away. */
export function useImport() {
  const { brand } = useCurrent();
  const client = useQueryClient();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [channel, setChannel] = useState<Channel>('survey');
  const [typed, setTyped] = useState<SurveyMapping | null>(null);
  const [commit, setCommit] = useState<Commit>({ kind: 'waiting' });
  const [settled] = useDebouncedValue(typed, SETTLE_MS);

  const bodyOf = (mapping: SurveyMapping | null): ImportFile => ({
    brand: brand.id,
    fileName: file?.name ?? '',
    content: file?.content ?? '',
    channel,
    ...(mapping === null ? {} : { mapping }),
  });
  const preview = useQuery({
    queryKey: ['import', file?.id, channel, brand.id, readingOf(settled)],
    enabled: file !== null && commit.kind !== 'done',
    queryFn: ({ signal }) =>
      request<ImportPreview>('/imports/preview', { method: 'POST', body: bodyOf(settled), signal }),
    // The rows of another file must never stand under this one's name.
    placeholderData: (old, query) => (query?.queryKey[1] === file?.id ? keepPreviousData(old) : undefined),
    gcTime: 0,
  });
  const mapping = typed ?? preview.data?.mapping ?? null;

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
  return { file, channel, mapping, preview, commit, choose, read, setMapping: setTyped, send: () => void send() };
}

export type Import = ReturnType<typeof useImport>;

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { refreshSources } from '../api/queries.ts';
import type { Run, Target } from '../api/types.ts';
import { Detail } from '../app/detail.tsx';
import { failureDetail, useFailureText } from '../app/failure.tsx';
import { safeAddress } from '../feed/safe-address.ts';
import { decodePage } from './decode-file.ts';
import styles from './page-drop.module.css';

type Answer = { readonly kind: 'done'; readonly run: Run } | { readonly kind: 'failed'; readonly error: unknown };

/** The way on where a site lets no program in: the owner opens the page, saves it, and drops the files here. */
export function PageDrop({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const address = safeAddress(target.url);

  async function send(files: readonly File[]) {
    if (files.length === 0 || busy) return;
    setBusy(true);
    setAnswer(null);
    try {
      const pages = await Promise.all(
        files.map(async (file) => ({
          fileName: file.name,
          body: decodePage(new Uint8Array(await file.arrayBuffer())),
        })),
      );
      const run = await request<Run>(`/targets/${target.id}/pages`, { method: 'POST', body: { pages } });
      setAnswer({ kind: 'done', run });
    } catch (error) {
      setAnswer({ kind: 'failed', error });
    }
    setBusy(false);
    refreshSources(client);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first.
    <div
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <ol className={styles['steps']}>
        <li>
          {t('drop.open')}{' '}
          {address && (
            <a href={address} target="_blank" rel="noopener noreferrer">
              {new URL(address).host}
            </a>
          )}
        </li>
        <li>{t('drop.save')}</li>
        <li>{t('drop.here')}</li>
      </ol>
      <Button size="xs" variant="default" loading={busy} onClick={() => input.current?.click()}>
        {t('drop.choose')}
      </Button>
      <input
        ref={input}
        className="hidden"
        type="file"
        multiple
        accept=".html,.htm,.json,.xml,.txt"
        tabIndex={-1}
        aria-label={t('drop.choose')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void send(files);
        }}
      />
      <div role="status">{answer && <AnswerText answer={answer} />}</div>
    </div>
  );
}

function AnswerText({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (answer.kind === 'done') {
    const { run } = answer;
    return (
      <p className={styles['good']}>
        {t('drop.done', { count: run.pages })} {t('run.new', { count: run.new })} ·{' '}
        {t('run.changed', { count: run.changed })}
      </p>
    );
  }
  return (
    <div className={styles['bad']}>
      {failureText(answer.error)}
      <Detail text={failureDetail(answer.error)} />
    </div>
  );
}

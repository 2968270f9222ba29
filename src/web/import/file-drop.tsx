import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import styles from './file-drop.module.css';
import { type ChosenFile, MAX_FILE_BYTES, readFile } from './read-file.ts';

interface FileDropProps {
  readonly file: ChosenFile | null;
  readonly disabled: boolean;
  readonly onChoose: (file: ChosenFile) => void;
}

/** Drop a table here, or choose one. */
export function FileDrop({ file, disabled, onChoose }: FileDropProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<'tooLarge' | 'unreadable' | 'empty' | 'several' | null>(null);

  async function take(files: readonly File[]) {
    const [first] = files;
    if (!first || disabled) return;
    if (files.length > 1) return setWrong('several');
    if (first.size > MAX_FILE_BYTES) return setWrong('tooLarge');
    if (first.size === 0) return setWrong('empty');
    try {
      onChoose(await readFile(first));
      setWrong(null);
    } catch {
      setWrong('unreadable');
    }
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first.
    <div
      className={styles['drop']}
      data-over={over || undefined}
      data-small={file !== null || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {file === null ? (
        <p>{t('importing.drop')}</p>
      ) : (
        <p className={styles['name']}>
          <strong>
            <bdi>{file.name}</bdi>
          </strong>{' '}
          <span className="dim num">{t('importing.size', { n: format.number(Math.ceil(file.bytes / 1000)) })}</span>
        </p>
      )}
      <Button
        variant={file === null ? 'filled' : 'default'}
        size={file === null ? 'sm' : 'xs'}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {file === null ? t('importing.choose') : t('importing.another')}
      </Button>
      <input
        ref={input}
        className="hidden"
        type="file"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson"
        tabIndex={-1}
        aria-label={t('importing.choose')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void take(files);
        }}
      />
      {wrong && (
        <p className={styles['wrong']} role="alert">
          {t(`importing.file.${wrong}`, { n: format.number(MAX_FILE_BYTES / 1_000_000) })}
        </p>
      )}
    </div>
  );
}

import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../app/failure.tsx';
import { Preview } from './preview.tsx';
import { type Draft, findingOf, type Wrong, wrongIn } from './theme-draft.ts';
import styles from './theme-form.module.css';

interface ThemeFormProps {
  readonly label: string;
  readonly start: Draft;
  /** Titles of all other themes. */
  readonly others: readonly string[];
  /** Rejects with the error of the server; the form keeps what was typed. */
  readonly onSubmit: (draft: Draft) => Promise<void>;
  readonly onClose: () => void;
}

/** Name and words of a theme, beside what they would find. */
export function ThemeForm({ label, start, others, onSubmit, onClose }: ThemeFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const first = useRef<HTMLInputElement>(null);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  useEffect(() => {
    first.current?.focus();
    first.current?.scrollIntoView({ block: 'center' });
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const found = wrongIn(draft, others);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setError(null);
    try {
      await onSubmit(draft);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }
  const sayWrong = (field: keyof Wrong) => {
    const what = wrong[field];
    return what && t(`ownThemes.wrong.${what}`);
  };
  const area = (field: 'words' | 'phrases' | 'exclusions', rows: number) => (
    <Textarea
      label={t(`ownThemes.${field}`)}
      description={t(`ownThemes.${field}Hint`)}
      rows={rows}
      value={draft[field]}
      error={field === 'words' && sayWrong('words')}
      onChange={(event) => put({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <form className={styles['form']} aria-label={label} onSubmit={submit} noValidate>
      <div className={styles['fields']}>
        <TextInput
          ref={first}
          label={t('ownThemes.title')}
          value={draft.title}
          error={sayWrong('title')}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => put({ title: event.currentTarget.value })}
        />
        {area('words', 2)}
        {area('phrases', 3)}
        {area('exclusions', 2)}
        <div className={styles['buttons']}>
          <Button type="submit" loading={busy}>
            {t('ownThemes.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ownThemes.cancel')}
          </Button>
        </div>
        {error !== null && <Failure error={error} />}
      </div>
      <Preview finding={findingOf(draft)} />
    </form>
  );
}

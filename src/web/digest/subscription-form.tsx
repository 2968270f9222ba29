import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../app/failure.tsx';
import { LANGUAGE_NAMES } from '../app/language-select.tsx';
import { LANGUAGES } from '../i18n/index.ts';
import { type Draft, type Wrong, wrongIn } from './draft.ts';
import { hourText } from './next-sending.ts';
import styles from './subscription-form.module.css';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));

interface SubscriptionFormProps {
  readonly start: Draft;
  /** The address cannot be changed: that would be another reader. */
  readonly fixedRecipient?: boolean;
  readonly taken: readonly string[];
  readonly submitLabel: string;
  /** Rejects with the error of the server; the form keeps what was typed. */
  readonly onSubmit: (draft: Draft) => Promise<void>;
  readonly onClose: () => void;
}

export function SubscriptionForm(props: SubscriptionFormProps) {
  const { t } = useTranslation();
  const zones = useId();
  const [draft, setDraft] = useState(props.start);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const found = wrongIn(draft, props.taken);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit({ ...draft, recipient: draft.recipient.trim(), timeZone: draft.timeZone.trim() });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }
  const sayWrong = (field: keyof Wrong) => {
    const what = wrong[field];
    return what && t(`digest.wrong.${what}`);
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {!props.fixedRecipient && (
        <TextInput
          className={styles['wide']}
          type="email"
          label={t('digest.recipient')}
          description={t('digest.recipientHint')}
          value={draft.recipient}
          error={sayWrong('recipient')}
          maxLength={254}
          autoComplete="off"
          data-autofocus
          onChange={(event) => put({ recipient: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('digest.hour')}
        data={HOURS}
        value={String(draft.hour)}
        onChange={(event) => put({ hour: Number(event.currentTarget.value) })}
      />
      <TextInput
        label={t('digest.zone')}
        list={zones}
        value={draft.timeZone}
        error={sayWrong('timeZone')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => put({ timeZone: event.currentTarget.value })}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <NativeSelect
        label={t('digest.language')}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={draft.language}
        onChange={(event) => put({ language: event.currentTarget.value as Draft['language'] })}
      />
      <NativeSelect
        label={t('digest.days.label')}
        data={(['all', 'workdays'] as const).map((value) => ({ value, label: t(`digest.days.${value}`) }))}
        value={draft.days}
        onChange={(event) => put({ days: event.currentTarget.value as Draft['days'] })}
      />
      <NativeSelect
        className={styles['wide']}
        label={t('digest.quiet.label')}
        description={t('digest.quiet.hint')}
        data={(['send', 'skip'] as const).map((value) => ({ value, label: t(`digest.quiet.${value}`) }))}
        value={draft.quiet}
        onChange={(event) => put({ quiet: event.currentTarget.value as Draft['quiet'] })}
      />
      <div className={styles['buttons']}>
        <Button type="submit" loading={busy}>
          {props.submitLabel}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {t('common.close')}
        </Button>
      </div>
      {error !== null && (
        <div className={styles['wide']}>
          <Failure error={error} />
        </div>
      )}
    </form>
  );
}

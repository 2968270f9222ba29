import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ServerGone } from '../api/client.ts';
import { Detail } from './detail.tsx';
import styles from './failure.module.css';

/** One sentence for a person about a failed call: what happened, in the reader's language. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation();
  return useCallback((error: unknown) => textOf(error, t), [t]);
}

function textOf(error: unknown, t: TFunction): string {
  if (error instanceof ServerGone) return t('failure.gone');
  if (!(error instanceof ApiError)) return t('failure.internal');
  switch (error.problem?.code) {
    case 'bad-input':
    case 'bad-json':
      return t('failure.badInput');
    case 'forbidden':
    case 'cross-site':
      return t('failure.forbidden');
    case 'not-found':
      return t('failure.notFound');
    case 'conflict':
      return t('failure.conflict');
    case 'too-large':
      return t('failure.tooLarge');
    case 'blocked':
      return t('failure.blocked');
    case 'layout-changed':
      return t('failure.layoutChanged');
    case 'unusable':
      return t('failure.unusable');
    case 'too-many':
      return t('failure.tooMany');
    case 'fetch-failed':
      return t('failure.fetchFailed');
    case 'unavailable':
      return t('failure.unavailable');
    default:
      return t('failure.internal');
  }
}

/** The server's own words, which are English, for what the sentence leaves out. */
export function failureDetail(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.problem === null) return null;
  const fields = error.problem.errors?.map((field) => `${field.name}: ${field.reason}`).join('; ');
  return fields || error.problem.detail || error.problem.title;
}

/** Stands where the content would be. Never drawn like "nothing here". */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const detail = failureDetail(error);
  return (
    <div className={styles['failure']} role="alert">
      <strong>{t('failure.title')}</strong>
      <span>{text(error)}</span>
      <Detail text={detail} />
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

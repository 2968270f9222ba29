import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SurveyMapping } from '../api/rooms.ts';
import { KINDS, type Kind, withKind, withMetric } from './mapping.ts';
import styles from './mapping-form.module.css';

interface MetricFormProps {
  readonly mapping: SurveyMapping;
  readonly wrong: boolean;
  readonly onChange: (mapping: SurveyMapping) => void;
}

/** What was asked, on which scale, and whether the question itself asks for complaints. */
export function MetricForm({ mapping, wrong, onChange }: MetricFormProps) {
  const { t } = useTranslation();
  const { metric } = mapping;
  const numberOf = (value: string | number) => (value === '' ? Number.NaN : Number(value));
  return (
    <>
      <h2>{t('importing.metric.title')}</h2>
      <div className={styles['grid']}>
        <NativeSelect
          size="xs"
          label={t('importing.metric.kind')}
          data={[
            { value: '', label: t('importing.metric.none') },
            ...KINDS.map((value) => ({ value, label: t(`compare.score.${value}`) })),
          ]}
          value={metric?.kind ?? ''}
          onChange={(event) => onChange(withKind(mapping, kindOf(event.currentTarget.value)))}
        />
        {metric && (
          <>
            <NumberInput
              size="xs"
              label={t('importing.metric.min')}
              value={Number.isNaN(metric.min) ? '' : metric.min}
              error={wrong}
              onChange={(value) => onChange(withMetric(mapping, { min: numberOf(value) }))}
            />
            <NumberInput
              size="xs"
              label={t('importing.metric.max')}
              value={Number.isNaN(metric.max) ? '' : metric.max}
              error={wrong && t('importing.wrong.scale')}
              onChange={(value) => onChange(withMetric(mapping, { max: numberOf(value) }))}
            />
            <NativeSelect
              size="xs"
              label={t('importing.metric.direction')}
              data={(['up', 'down'] as const).map((value) => ({ value, label: t(`importing.metric.${value}`) }))}
              value={metric.direction}
              onChange={(event) =>
                onChange(withMetric(mapping, { direction: event.currentTarget.value === 'down' ? 'down' : 'up' }))
              }
            />
            <NativeSelect
              size="xs"
              label={t('importing.prompt.label')}
              data={PROMPTS.map((value) => ({ value, label: t(`importing.prompt.${value}`) }))}
              value={metric.prompt}
              onChange={(event) => onChange(withMetric(mapping, { prompt: promptOf(event.currentTarget.value) }))}
            />
            <TextInput
              className={styles['wide']}
              size="xs"
              label={t('importing.metric.question')}
              value={metric.question ?? ''}
              maxLength={1000}
              onChange={(event) => onChange(withMetric(mapping, { question: event.currentTarget.value || null }))}
            />
          </>
        )}
      </div>
    </>
  );
}

const PROMPTS = ['neutral', 'asks-faults', 'asks-praise'] as const;

function promptOf(value: string): (typeof PROMPTS)[number] {
  return PROMPTS.find((one) => one === value) ?? 'neutral';
}

function kindOf(value: string): Kind | null {
  return KINDS.find((one) => one === value) ?? null;
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, SurveyMapping } from '../api/rooms.ts';
import { isZone } from '../digest/draft.ts';
import { useFieldName } from './field-names.ts';
import { withColumn, wrongIn } from './mapping.ts';
import styles from './mapping-form.module.css';
import { MetricForm } from './metric-form.tsx';
import { MoreColumns } from './more-columns.tsx';
import type { Channel } from './use-import.ts';

interface MappingFormProps {
  readonly preview: ImportPreview;
  readonly mapping: SurveyMapping;
  readonly channel: Channel;
  readonly disabled: boolean;
  readonly onChange: (mapping: SurveyMapping) => void;
}

/** Which column is what; what the file does not say about its question, its days and its place on the way. */
export function MappingForm({ preview, mapping, channel, disabled, onChange }: MappingFormProps) {
  const { t } = useTranslation();
  const nameOf = useFieldName();
  const zones = useId();
  const wrong = wrongIn(mapping, isZone);
  const columns = [
    { value: '', label: t('importing.noColumn') },
    ...preview.header.map((name) => ({ value: name, label: name })),
  ];
  // What the file seemed to hold stands first, and stays there while it is changed.
  const [found] = useState(() => preview.fields.filter((field) => (preview.mapping.columns[field] ?? '') !== ''));
  const selectOf = (field: string) => (
    <NativeSelect
      key={field}
      size="xs"
      label={nameOf(field)}
      data={columns}
      value={mapping.columns[field] ?? ''}
      onChange={(event) => onChange(withColumn(mapping, field, event.currentTarget.value))}
    />
  );
  const put = (change: Partial<SurveyMapping>) => onChange({ ...mapping, ...change });
  return (
    <fieldset className={styles['form']} disabled={disabled}>
      <legend>{t('importing.columns')}</legend>
      <div className={styles['grid']}>{found.map(selectOf)}</div>
      <details className={styles['others']} open={found.length === 0}>
        <summary>{t('importing.others')}</summary>
        <div className={styles['grid']}>{preview.fields.filter((field) => !found.includes(field)).map(selectOf)}</div>
      </details>
      {wrong.columns && <p className={styles['wrong']}>{t('importing.wrong.columns')}</p>}
      <MoreColumns mapping={mapping} onChange={onChange} />
      {channel === 'survey' && <MetricForm mapping={mapping} wrong={wrong.scale ?? false} onChange={onChange} />}
      <h2>{t('importing.about')}</h2>
      <div className={styles['grid']}>
        <TextInput
          size="xs"
          label={channel === 'survey' ? t('importing.survey') : t('importing.sourceName')}
          value={mapping.survey}
          maxLength={80}
          error={wrong.survey && t('importing.wrong.survey')}
          onChange={(event) => put({ survey: event.currentTarget.value })}
        />
        {channel === 'survey' && (
          <TextInput
            size="xs"
            label={t('importing.touchpoint')}
            value={mapping.touchpoint ?? ''}
            maxLength={120}
            onChange={(event) => put({ touchpoint: event.currentTarget.value || null })}
          />
        )}
        <TextInput
          size="xs"
          label={t('importing.zone')}
          list={zones}
          value={mapping.timeZone}
          spellCheck={false}
          error={wrong.timeZone && t('digest.wrong.zone')}
          onChange={(event) => put({ timeZone: event.currentTarget.value })}
        />
        <datalist id={zones}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <NativeSelect
          size="xs"
          label={t('importing.dateOrder.label')}
          data={[
            { value: '', label: t('importing.dateOrder.auto') },
            { value: 'dmy', label: t('importing.dateOrder.dmy') },
            { value: 'mdy', label: t('importing.dateOrder.mdy') },
          ]}
          value={mapping.dateOrder ?? ''}
          onChange={(event) => put({ dateOrder: orderOf(event.currentTarget.value) })}
        />
      </div>
    </fieldset>
  );
}

function orderOf(value: string): SurveyMapping['dateOrder'] {
  return value === 'dmy' || value === 'mdy' ? value : undefined;
}

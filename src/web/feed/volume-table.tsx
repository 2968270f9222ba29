import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import { PARTS } from './figures.ts';
import type { DayBar } from './volume.ts';
import styles from './volume-table.module.css';

interface VolumeTableProps {
  readonly bars: readonly DayBar[];
  readonly chosen: string | null;
  readonly onChoose: (day: string) => void;
}

/** The same figures as a table: for screen readers, for the keyboard, for copying. */
export function VolumeTable({ bars, chosen, onChoose }: VolumeTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const [opened, setOpened] = useState(false);
  const parts = PARTS.filter((part) => bars.some((bar) => (bar.parts[part] ?? 0) > 0));
  return (
    <>
      <button type="button" className={styles['open']} onClick={() => setOpened(true)}>
        {t('volume.asTable')}
      </button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('volume.title', { zone: brand.timeZone })}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={styles['scroll']}>
          <table className={`num ${styles['table']}`}>
            <thead>
              <tr>
                <th scope="col">{t('volume.day')}</th>
                <th scope="col">{t('volume.all')}</th>
                {parts.map((part) => (
                  <th key={part} scope="col">
                    {t(`sentiment.${part}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.toReversed().map((bar) => (
                <tr key={bar.day}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles['day']}
                      aria-pressed={bar.day === chosen}
                      onClick={() => {
                        setOpened(false);
                        onChoose(bar.day);
                      }}
                    >
                      {format.day(bar.day)}
                    </button>
                  </th>
                  <td>{format.number(bar.n)}</td>
                  {parts.map((part) => (
                    <td key={part}>{format.number(bar.parts[part] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Modal>
    </>
  );
}

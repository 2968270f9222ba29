import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './how-counted.module.css';

const PARTS = [
  'unit',
  'share',
  'interval',
  'difference',
  'verdict',
  'themes',
  'scores',
  'tables',
  'windows',
  'unusual',
] as const;
const WHO = ['public', 'direct', 'bias', 'model'] as const;

/** How every figure came about, and who speaks on each side. */
export function HowCounted() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {t('compare.how.title')}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        title={t('compare.how.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={styles['text']}>
          <h3>{t('compare.how.who')}</h3>
          {WHO.map((one) => (
            <p key={one}>{t(`compare.how.${one}`)}</p>
          ))}
          <h3>{t('compare.how.figures')}</h3>
          {PARTS.map((one) => (
            <p key={one}>{t(`compare.how.${one}`)}</p>
          ))}
        </div>
      </Drawer>
    </>
  );
}

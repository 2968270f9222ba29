import { useTranslation } from 'react-i18next';
import { useCurrent } from '../app/current.ts';
import styles from './audit-page.module.css';
import { Desk } from './desk.tsx';
import { Learned } from './learned.tsx';
import { ReportCard } from './report-card.tsx';

/** Random texts to be read by people, and what the models are worth by what they said. */
export function AuditPage() {
  const { t } = useTranslation();
  const { brand, mayWrite } = useCurrent();
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('nav.audit')}</h1>
      <p className={`dim ${styles['what']}`}>
        {t('audit.what')} {!mayWrite && t('audit.reader')}
      </p>
      {mayWrite && <Desk brand={brand.id} />}
      <ReportCard brand={brand.id} />
      <Learned brand={brand.id} />
    </div>
  );
}

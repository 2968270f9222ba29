import { useTranslation } from 'react-i18next';
import { addressOf, navigate, useAddress } from '../app/router.ts';
import chip from '../feed/chips.module.css';

/** Whether the address asks for each copy of an opinion to be counted. */
export function areCopiesCounted(query: URLSearchParams): boolean {
  return query.get('copies') === 'all';
}

/** One for all copies of an opinion, or each of them: kept in the address. */
export function CopiesSwitch() {
  const { t } = useTranslation();
  const { path, query } = useAddress();
  const isOn = areCopiesCounted(query);
  function toggle() {
    if (isOn) query.delete('copies');
    else query.set('copies', 'all');
    navigate(addressOf(path, query));
  }
  return (
    <button type="button" className={chip['chip']} aria-pressed={isOn} title={t('compare.copiesWhy')} onClick={toggle}>
      {t('compare.copies')}
    </button>
  );
}

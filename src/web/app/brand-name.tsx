import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './brand-name.module.css';
import { useCurrent } from './current.ts';
import { addressOf, navigate, useAddress } from './router.ts';

/** Whose texts these are; a menu where there are several brands. */
export function BrandName() {
  const { t } = useTranslation();
  const { brand, brands } = useCurrent();
  const { path } = useAddress();
  const name = (
    <>
      <span className={styles['letter']} aria-hidden="true">
        {[...brand.name][0]?.toUpperCase()}
      </span>
      <bdi className={styles['name']}>{brand.name}</bdi>
    </>
  );
  if (brands.length < 2) {
    return (
      <div className={styles['brand']} title={brand.name}>
        {name}
      </div>
    );
  }
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button
          type="button"
          className={styles['brand']}
          aria-label={t('frame.brand', { name: brand.name })}
          title={brand.name}
        >
          {name}
          <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {brands.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => navigate(addressOf(path, new URLSearchParams({ brand: one.id })))}
            aria-current={one.id === brand.id || undefined}
          >
            <bdi>{one.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

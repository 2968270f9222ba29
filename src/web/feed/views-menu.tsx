import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCount } from '../api/loop.ts';
import { useCurrent } from '../app/current.ts';
import { Icon } from '../app/icons.tsx';
import { navigate } from '../app/router.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useViewChanges } from './use-view-changes.ts';
import { useViewLinks, type ViewLink } from './use-view-links.ts';
import styles from './views-menu.module.css';

/** The same views where the side bar has no room for them. */
export function ViewsMenu() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={260} keepMounted={false}>
      <Menu.Target>
        <button type="button" className={styles['open']}>
          {t('views.name')} <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      {opened && <Choices />}
    </Menu>
  );
}

function Choices() {
  const { t } = useTranslation();
  const links = useViewLinks();
  const { mayWrite } = useCurrent();
  const { remove } = useViewChanges();
  const saved = mayWrite ? links.filter((link) => link.saved !== null) : [];
  return (
    <Menu.Dropdown>
      {links.map((link) => (
        <Menu.Item
          key={link.id}
          component="a"
          href={link.href}
          aria-current={link.current ? 'true' : undefined}
          rightSection={<ViewCount link={link} />}
          onClick={(event) => {
            event.preventDefault();
            navigate(link.href);
          }}
        >
          <bdi>{link.name}</bdi>
        </Menu.Item>
      ))}
      {saved.length > 0 && <Menu.Divider />}
      {saved.map((link) => (
        <Menu.Item key={link.id} leftSection={<Icon name="close" size={12} />} onClick={() => void remove(link)}>
          {t('views.remove', { name: link.name })}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  );
}

function ViewCount({ link }: { readonly link: ViewLink }) {
  const format = useFormat();
  const { data } = useCount(link.query);
  return data === undefined ? null : <span className="num dim">{format.number(data)}</span>;
}

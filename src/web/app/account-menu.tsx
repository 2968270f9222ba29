import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { noteAnswer } from '../api/connection.ts';
import { chooseLanguage, LANGUAGES } from '../i18n/index.ts';
import styles from './account-menu.module.css';
import { useCurrent } from './current.ts';
import { useFailureText } from './failure.tsx';
import { Icon } from './icons.tsx';
import { openKeyHelp } from './key-help.tsx';
import { LANGUAGE_NAMES } from './language-select.tsx';
import { say } from './toasts.tsx';

const SCHEMES = [
  { value: 'auto', icon: 'auto' },
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
] as const;

/** Everything that is the reader's own: language, light or dark, keys, signing out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const { me } = useCurrent();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const failureText = useFailureText();

  async function signOut() {
    try {
      await request('/sign-out', { method: 'POST' });
    } catch (error) {
      say(failureText(error), { bad: true });
      return;
    }
    client.clear();
    noteAnswer({ signedOut: true });
  }

  return (
    <Menu position="top-start" width={230} keepMounted={false}>
      <Menu.Target>
        <button type="button" className={styles['button']} aria-label={t('frame.account', { name: me.name })}>
          <Icon name="user" size={20} />
          <bdi className={styles['name']}>{me.name}</bdi>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.language')}</Menu.Label>
        {LANGUAGES.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            closeMenuOnClick={false}
            rightSection={i18n.language === one ? '✓' : null}
            aria-current={i18n.language === one || undefined}
            onClick={() => void chooseLanguage(one)}
          >
            {LANGUAGE_NAMES[one]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('frame.scheme')}</Menu.Label>
        {SCHEMES.map(({ value, icon }) => (
          <Menu.Item
            key={value}
            closeMenuOnClick={false}
            leftSection={<Icon name={icon} size={16} />}
            rightSection={colorScheme === value ? '✓' : null}
            aria-current={colorScheme === value || undefined}
            onClick={() => setColorScheme(value)}
          >
            {t(`scheme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="keys" size={16} />} onClick={openKeyHelp}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={() => void signOut()}>
          {t('frame.signOut')}
        </Menu.Item>
        <Menu.Label>
          Molva {me.version} · {t(`role.${me.role}`)}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

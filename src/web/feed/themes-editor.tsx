import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, Kind, ThemeSign } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import styles from './drawer-parts.module.css';
import { SIGNS } from './sentiment.ts';
import { KINDS, saidThemes, shownKind, THEME_IDS, THEME_SIGNS } from './themes.ts';
import type { Changes } from './use-change.ts';
import { useThemeName } from './use-theme-name.ts';

interface EditorProps {
  readonly item: Item;
  readonly changes: Changes;
}

/** A person's word on the kind of the text and one more theme of it; both can be taken back. */
export function ThemesEditor({ item, changes }: EditorProps) {
  const { t } = useTranslation();
  const kind = shownKind(item);
  const { correction } = item;
  const isCorrected = correction?.kind !== undefined || correction?.themes !== undefined;
  return (
    <>
      <div className={styles['form']}>
        <NativeSelect
          size="xs"
          aria-label={t('filter.kind')}
          value={kind ?? ''}
          data={[
            ...(kind === null ? [{ value: '', label: t('drawer.noKind') }] : []),
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={(event) => changes.setKind(item, event.currentTarget.value as Kind)}
        />
        {isCorrected && (
          <button type="button" className={styles['link']} onClick={() => changes.takeBackThemes(item)}>
            {t('card.takeBack')}
          </button>
        )}
      </div>
      <NewTheme key={item.key} item={item} changes={changes} />
    </>
  );
}

function NewTheme({ item, changes }: EditorProps) {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const themeName = useThemeName();
  const [theme, setTheme] = useState('');
  const [sign, setSign] = useState<ThemeSign['sentiment']>('negative');
  const ids = [...brand.themes.map(({ id }) => id), ...THEME_IDS];
  function add(event: FormEvent) {
    event.preventDefault();
    const others = saidThemes(item).filter((one) => one.theme !== theme || one.sentiment !== sign);
    if (theme !== '') changes.setThemes(item, [...others, { theme, sentiment: sign }]);
    setTheme('');
  }
  return (
    <form className={styles['form']} onSubmit={add}>
      <NativeSelect
        size="xs"
        aria-label={t('drawer.newTheme')}
        value={theme}
        data={[{ value: '', label: t('drawer.newTheme') }, ...ids.map((id) => ({ value: id, label: themeName(id) }))]}
        onChange={(event) => setTheme(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('filter.themeSign')}
        value={sign}
        data={THEME_SIGNS.map((value) => ({ value, label: `${SIGNS[value]} ${t(`sentiment.${value}`)}` }))}
        onChange={(event) => setSign(event.currentTarget.value as ThemeSign['sentiment'])}
      />
      <Button size="xs" type="submit" variant="default" disabled={theme === ''} aria-label={t('drawer.addTheme')}>
        {t('drawer.addTag')}
      </Button>
    </form>
  );
}

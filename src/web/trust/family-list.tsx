import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFamily } from '../api/queries.ts';
import type { TrustView } from '../api/trust.ts';
import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { Failure } from '../app/failure.tsx';
import { Link } from '../app/link.tsx';
import { useSourceNames } from '../feed/use-source-names.ts';
import { useFormat } from '../i18n/use-format.ts';
import { excerptOf, openAddress } from './excerpt.ts';
import styles from './family-list.module.css';

type Family = TrustView['families'][number];

const FIRST = 5;
/** Beside the original at first. */
const SIDE_BY_SIDE = 6;

/** Texts that several reviews share, the largest first: wherever they stand and whatever they mean. */
export function FamilyList({ families }: { readonly families: readonly Family[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? families : families.slice(0, FIRST);
  return (
    <section aria-labelledby="trust-families">
      <h2 id="trust-families">{t('trust.families.title')}</h2>
      <p className="dim">{t(families.length === 0 ? 'trust.families.none' : 'trust.families.what')}</p>
      <ul className={styles['list']}>
        {shown.map((family) => (
          <li key={family.first.key}>
            <FamilyCard family={family} />
          </li>
        ))}
      </ul>
      {shown.length < families.length && (
        <Button size="xs" variant="default" mt={8} onClick={() => setAll(true)}>
          {t('trust.families.more', { count: families.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function FamilyCard({ family: { n, first } }: { readonly family: Family }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useSourceNames();
  const [opened, setOpened] = useState(false);
  const name = `${nameOf(first.source)}${first.day ? `, ${format.day(first.day)}` : ''}`;
  return (
    <article className={styles['card']} aria-label={name}>
      <div className={styles['head']}>
        <strong className="num">{t('trust.families.size', { count: n, n: format.number(n) })}</strong>
        <span className="dim num">{t('trust.families.first', { name })}</span>
        <Button size="xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t(opened ? 'trust.families.hide' : 'trust.families.show')}
        </Button>
      </div>
      {opened ? (
        <SideBySide first={first} name={name} />
      ) : (
        <p className={styles['text']} dir="auto">
          {first.text}
        </p>
      )}
    </article>
  );
}

function SideBySide({ first, name }: { readonly first: Family['first']; readonly name: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useFamily(first.key, true);
  const [all, setAll] = useState(false);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} />;
  const others = all ? data : data.slice(0, SIDE_BY_SIDE);
  return (
    <div className={styles['pair']}>
      <div>
        <h3>{t('trust.families.original')}</h3>
        <p className="dim num">{name}</p>
        <p className={styles['whole']} dir="auto">
          {first.text}
        </p>
      </div>
      <div>
        <h3>{t('trust.families.others', { count: data.length })}</h3>
        <ul className={styles['others']}>
          {others.map((item) => (
            <Other key={item.key} item={item} />
          ))}
        </ul>
        {others.length < data.length && (
          <Button size="xs" variant="default" onClick={() => setAll(true)}>
            {t('trust.families.all', { count: data.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Other({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { brand } = useCurrent();
  const { placeOf } = useSourceNames();
  return (
    <li>
      <p className="dim num">
        <Link href={openAddress(brand.id, item.key)}>{placeOf(item)}</Link>
        {item.publishedOn && `, ${format.day(item.publishedOn)}`},{' '}
        {t('trust.families.alike', { share: format.share(item.duplicate.similarity) })}
      </p>
      <p className={styles['whole']} dir="auto">
        {excerptOf(item)}
      </p>
    </li>
  );
}

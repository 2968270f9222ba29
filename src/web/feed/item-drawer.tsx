import { CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useItem } from '../api/item-cache.ts';
import type { Item } from '../api/types.ts';
import { Failure } from '../app/failure.tsx';
import { DecisionPart } from './decision-part.tsx';
import { Family } from './family.tsx';
import { ItemDetails } from './item-details.tsx';
import styles from './item-drawer.module.css';
import { CardSkeletons } from './item-list.tsx';
import { Marked, useNamePattern } from './item-text.tsx';
import { ProsCons } from './pros-cons.tsx';
import { SentimentButtons } from './sentiment-buttons.tsx';
import { Stars } from './stars.tsx';
import { TagsEditor } from './tags-editor.tsx';
import { ThemesPart } from './themes-part.tsx';
import { UnusualPart } from './unusual-part.tsx';
import type { Changes } from './use-change.ts';
import type { Feed } from './use-feed.ts';
import { useSourceNames } from './use-source-names.ts';
import { Versions } from './versions.tsx';

interface ItemDrawerProps {
  readonly feed: Feed;
  readonly changes: Changes;
}

/** The open item over the right third. Not a dialog: the list beside it stays usable, j and k go on. */
export function ItemDrawer({ feed, changes }: ItemDrawerProps) {
  const { t } = useTranslation();
  const { openKey } = feed;
  const item = useItem(openKey);
  const ref = useRef<HTMLElement>(null);
  useFocus(ref, openKey);
  if (openKey === null) return null;
  return (
    <aside ref={ref} className={styles['drawer']} aria-label={t('drawer.title')} tabIndex={-1}>
      <div className={styles['bar']}>
        <CloseButton aria-label={t('common.close')} onClick={() => feed.open(null)} />
      </div>
      {item.error && !item.data && <Failure error={item.error} onRetry={() => void item.refetch()} />}
      {item.data ? (
        <Opened item={item.data} feed={feed} changes={changes} />
      ) : (
        item.isPending && <CardSkeletons count={2} />
      )}
    </aside>
  );
}

/** The drawer takes the focus when it opens, and gives it back to the card when it closes. */
function useFocus(ref: React.RefObject<HTMLElement | null>, openKey: string | null): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (openKey !== null) {
      if (last.current === null) ref.current?.focus({ preventScroll: true });
      ref.current?.scrollTo({ top: 0 });
    } else if (last.current !== null) {
      document.querySelector<HTMLElement>(`[data-key="${CSS.escape(last.current)}"]`)?.focus({ preventScroll: true });
    }
    last.current = openKey;
  }, [openKey, ref]);
}

function Opened({ item, feed, changes }: ItemDrawerProps & { readonly item: Item }) {
  const { t } = useTranslation();
  const { placeOf } = useSourceNames();
  const pattern = useNamePattern();
  return (
    <>
      <p className={styles['head']}>
        <strong>{placeOf(item)}</strong>
        {item.authorName ? (
          <bdi>{item.authorName}</bdi>
        ) : (
          <span className="dim">{t(item.channel === 'public' ? 'card.noAuthor' : 'card.anonymous')}</span>
        )}
        {item.stars !== null && <Stars value={item.stars} />}
      </p>
      {item.title && (
        <h2 className={styles['title']}>
          <Marked text={item.title} pattern={pattern} />
        </h2>
      )}
      <ProsCons pros={item.pros} cons={item.cons} pattern={pattern} />
      {item.text ? (
        <p className={styles['text']}>
          <Marked text={item.text} pattern={pattern} />
        </p>
      ) : (
        <p className="dim">{t(item.metric ? 'card.noComment' : 'card.noText')}</p>
      )}
      {item.reply && (
        <blockquote className={styles['reply']}>
          <strong>{t('drawer.reply')}</strong>
          <p>
            <Marked text={item.reply.text} pattern={null} />
          </p>
        </blockquote>
      )}
      <DecisionPart item={item} changes={changes} now={feed.now} />
      <SentimentButtons item={item} changes={changes} />
      <UnusualPart item={item} changes={changes} />
      <ThemesPart item={item} feed={feed} changes={changes} />
      <TagsEditor item={item} changes={changes} />
      <ItemDetails item={item} feed={feed} changes={changes} />
      <Family item={item} feed={feed} />
      {item.versions > 0 && <Versions item={item} />}
    </>
  );
}

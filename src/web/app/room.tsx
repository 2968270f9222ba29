import { Skeleton } from '@mantine/core';
import { Component, type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react';
import { Failure } from './failure.tsx';
import styles from './room.module.css';

/** Pages that are fetched when they are first opened, with their words: the feed does not carry them. */

type Room = LazyExoticComponent<ComponentType>;

async function withWords<T>(page: Promise<T>): Promise<T> {
  const [loaded, words] = await Promise.all([page, import('../i18n/rooms.ts')]);
  words.addRoomWords();
  return loaded;
}

const ROOMS: Readonly<Record<string, Room>> = {
  '/compare': lazy(async () => ({ default: (await withWords(import('../compare/compare-page.tsx'))).ComparePage })),
  '/digest': lazy(async () => ({ default: (await withWords(import('../digest/digest-page.tsx'))).DigestPage })),
  '/trust': lazy(async () => ({ default: (await withWords(import('../trust/trust-page.tsx'))).TrustPage })),
  '/audit': lazy(async () => ({ default: (await withWords(import('../audit/audit-page.tsx'))).AuditPage })),
  '/themes': lazy(async () => ({ default: (await withWords(import('../themes/themes-page.tsx'))).ThemesPage })),
  '/import': lazy(async () => ({ default: (await withWords(import('../import/import-page.tsx'))).ImportPage })),
};

/** The page at this address where it is one of those; undefined else. */
export function roomAt(path: string): Room | undefined {
  const first = `/${path.split('/')[1] ?? ''}`;
  return Object.hasOwn(ROOMS, first) ? ROOMS[first] : undefined;
}

export function RoomFrame({ children }: { readonly children: ReactNode }) {
  return (
    <RoomBoundary>
      <Suspense fallback={<RoomSkeleton />}>{children}</Suspense>
    </RoomBoundary>
  );
}

function RoomSkeleton() {
  return (
    <div className={styles['waiting']} aria-busy="true">
      <Skeleton height={28} width={200} />
      <Skeleton height={72} />
      <Skeleton height={220} />
    </div>
  );
}

interface BoundaryState {
  readonly error: unknown;
}

/** React can catch a page that could not be fetched only in a class. A new try is a new load: a failed import is kept by the browser. */
class RoomBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className={styles['waiting']}>
        <Failure error={this.state.error} onRetry={() => window.location.reload()} />
      </div>
    );
  }
}

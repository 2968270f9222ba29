import type { Brand } from '../../domain/brand.ts';
import type { Subscription } from '../../domain/digest.ts';
import type { Run } from '../../domain/run.ts';
import type { Campaign } from '../../domain/unusual.ts';
import { type Collection, type CopyBodies, MIGRATION_SETTING } from '../copy-store.ts';
import { type AuditRow, auditRow, toAudit } from '../rows/audit-row.ts';
import { type TargetRow, targetColumns, toTarget } from '../rows/target-row.ts';
import type { SQLInputValue } from './connection.ts';

type Values = Readonly<Record<string, SQLInputValue>>;

/** How one table is read as rows of a collection, and written from them. */
export interface Table<C extends Collection, Row = Record<string, SQLInputValue>> {
  readonly table: string;
  /** The columns of its identity, in the order of its places. */
  readonly identity: readonly [string] | readonly [string, string];
  /** Rows that are no part of the collection, as SQL; `now`: what has ended by then is left behind. */
  readonly leftOut?: (now: string) => string;
  read(row: Row): CopyBodies[C];
  write(body: CopyBodies[C]): Values;
}

/** Columns with the names that the domain gives them. */
function plain<C extends Collection>(
  table: string,
  names: Readonly<Record<string, string>>,
  identity: Table<C>['identity'],
): Table<C> {
  return {
    table,
    identity,
    read: (row) => Object.fromEntries(Object.entries(names).map(([name, column]) => [name, row[column]])) as never,
    write: (body) =>
      Object.fromEntries(
        Object.entries(names).map(([name, column]) => [column, (body as unknown as Values)[name] ?? null]),
      ),
  };
}

const HOLDER = { hash: 'hash', name: 'name', role: 'role', expiresAt: 'expires_at' };

const settings: Table<'settings'> = {
  ...plain<'settings'>('setting', { name: 'name', value: 'value' }, ['name']),
  leftOut: () => `name = '${MIGRATION_SETTING}'`,
};

const brands: Table<'brands', { body: string; saved_at: string }> = {
  table: 'brand',
  identity: ['id'],
  read: ({ body, saved_at: savedAt }) => ({ brand: JSON.parse(body) as Brand, savedAt }),
  write: ({ brand, savedAt }) => ({
    id: brand.id,
    body: JSON.stringify(brand),
    time_zone: brand.timeZone,
    made_up: brand.madeUp ? 1 : 0,
    saved_at: savedAt,
  }),
};

const targets: Table<'targets', TargetRow> = {
  table: 'target',
  identity: ['id'],
  read: (row) => ({ target: toTarget(row), removed: row.removed === 1, leaseLosses: row.lease_losses }),
  write: ({ target, removed, leaseLosses }) => ({
    ...targetColumns(target),
    removed: removed ? 1 : 0,
    lease_losses: leaseLosses,
  }),
};

const runs: Table<'runs', { body: string }> = {
  table: 'run',
  identity: ['id'],
  read: ({ body }) => JSON.parse(body) as Run,
  write: (run) => ({
    id: run.id,
    target_id: run.targetId,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    made_by: run.by,
    body: JSON.stringify(run),
  }),
};

const audits: Table<'audits', AuditRow> = {
  table: 'audit',
  identity: ['key'],
  read: toAudit,
  write: (audit) => ({ ...auditRow(audit) }),
};

const campaigns: Table<'campaigns', { body: string }> = {
  table: 'campaign',
  identity: ['id'],
  read: ({ body }) => JSON.parse(body) as Campaign,
  write: (campaign) => ({ id: campaign.id, brand: campaign.brand, body: JSON.stringify(campaign) }),
};

const events: Table<'events'> = {
  table: 'event',
  identity: ['seq'],
  read: (row) => ({ ...row, quiet: row['quiet'] === 1 }) as unknown as CopyBodies['events'],
  write: ({ seq, at, type, subject, brand, quiet }) => ({ seq, at, type, subject, brand, quiet: quiet ? 1 : 0 }),
};

const subscriptions: Table<'subscriptions', { body: string }> = {
  table: 'subscription',
  identity: ['id'],
  read: ({ body }) => JSON.parse(body) as Subscription,
  write: (subscription) => ({
    id: subscription.id,
    brand: subscription.brand,
    body: JSON.stringify(subscription),
  }),
};

const ended = (now: string): string => `expires_at <= '${now}'`;
const ANSWERS_KEPT_MS = 24 * 3_600_000;

export const TABLES = {
  settings,
  brands,
  targets,
  runs,
  audits,
  campaigns,
  events,
  subscriptions,
  links: { ...plain<'links'>('sign_in_link', HOLDER, ['hash']), leftOut: ended },
  sessions: { ...plain<'sessions'>('session', HOLDER, ['hash']), leftOut: ended },
  keys: plain<'keys'>(
    'api_key',
    {
      hash: 'hash',
      prefix: 'prefix',
      name: 'name',
      scope: 'scope',
      createdAt: 'created_at',
      lastUsedAt: 'last_used_at',
    },
    ['hash'],
  ),
  answers: {
    ...plain<'answers'>(
      'idempotent_answer',
      { key: 'key', route: 'route', status: 'status', body: 'body', keptAt: 'kept_at' },
      ['key', 'route'],
    ),
    leftOut: (now: string) => `kept_at <= '${new Date(Date.parse(now) - ANSWERS_KEPT_MS).toISOString()}'`,
  },
  views: plain<'views'>(
    'saved_view',
    {
      id: 'id',
      brand: 'brand',
      name: 'name',
      query: 'query',
      position: 'position',
      createdBy: 'created_by',
      createdAt: 'created_at',
    },
    ['id'],
  ),
  deliveries: plain<'deliveries'>(
    'delivery',
    {
      subscriptionId: 'subscription_id',
      localDate: 'local_date',
      state: 'state',
      messageId: 'message_id',
      attempts: 'attempts',
      nextTryAt: 'next_try_at',
      createdAt: 'created_at',
      sentAt: 'sent_at',
      error: 'error',
    },
    ['subscription_id', 'local_date'],
  ),
};

/** The place of a row; no part of an identity holds a line end. */
export function placeIn(identity: Table<Collection>['identity'], row: Values): string {
  const [first, second] = identity;
  return second === undefined ? String(row[first]) : `${row[first]}\n${row[second]}`;
}

/** The identity's values behind a place. */
export function identityAt(identity: Table<Collection>['identity'], at: string): SQLInputValue[] {
  if (identity[0] === 'seq') return [Number(at)];
  return identity.length === 1 ? [at] : at.split('\n');
}

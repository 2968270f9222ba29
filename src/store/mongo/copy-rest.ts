import type { Brand } from '../../domain/brand.ts';
import type { Delivery, Subscription } from '../../domain/digest.ts';
import type { Run } from '../../domain/run.ts';
import type { Campaign } from '../../domain/unusual.ts';
import type { SavedView } from '../../domain/view.ts';
import { type Collection, type CopyBodies, MIGRATION_SETTING } from '../copy-store.ts';
import { targetColumns, toTarget } from '../rows/target-row.ts';
import type { ApiKey, Scope } from '../store.ts';
import { auditDoc, auditOf } from './audits.ts';
import { DOCUMENT_VERSION, type EventDoc, type TargetDoc } from './documents.ts';
import { compact } from './item-doc.ts';
import type { Models } from './models.ts';
import type * as docs from './own-documents.ts';

/** How documents of one collection are read as what is copied, and made from it. */
export interface Kind<C extends Collection, Doc> {
  readonly model: keyof Models;
  /** Documents that are copied; `now`: what has ended by then is left behind. */
  readonly which?: (now: string) => Readonly<Record<string, unknown>>;
  read(doc: Doc): CopyBodies[C];
  /** Null fields are left out by the caller. */
  write(body: CopyBodies[C]): object & { readonly _id: string | number };
}

const settings: Kind<'settings', docs.SettingDoc> = {
  model: 'settings',
  which: () => ({ _id: { $ne: MIGRATION_SETTING } }),
  read: ({ _id: name, value }) => ({ name, value }),
  write: ({ name, value }) => ({ _id: name, value }),
};

const brands: Kind<'brands', docs.BrandDoc> = {
  model: 'brands',
  read: ({ body, saved_at: savedAt }) => ({ brand: JSON.parse(body) as Brand, savedAt }),
  write: ({ brand, savedAt }) => ({
    _id: brand.id,
    body: JSON.stringify(brand),
    time_zone: brand.timeZone,
    days_zone: brand.timeZone,
    made_up: brand.madeUp ? 1 : 0,
    saved_at: savedAt,
  }),
};

/** What a target document may lack. */
const NO_TIMES = {
  next_run_at: null,
  cursor: null,
  backfilled_at: null,
  last_run_at: null,
  last_outcome: null,
  health_note: null,
  lease_token: null,
  lease_owner: null,
  lease_expires_at: null,
};

const targets: Kind<'targets', TargetDoc> = {
  model: 'targets',
  read: ({ _id: id, ...doc }) => ({
    target: toTarget({ ...NO_TIMES, ...doc, id }),
    removed: doc.removed === 1,
    leaseLosses: doc.lease_losses,
  }),
  write: ({ target, removed, leaseLosses }) => {
    const { id, ...columns } = targetColumns(target);
    return { _id: id, v: 1, sv: DOCUMENT_VERSION, ...columns, removed: removed ? 1 : 0, lease_losses: leaseLosses };
  },
};

const events: Kind<'events', EventDoc> = {
  model: 'events',
  read: ({ _id: seq, at, type, subject, brand, quiet }) => ({ seq, at, type, subject, brand, quiet }),
  write: ({ seq, at, type, subject, brand, quiet }) => ({
    ...{ _id: seq, nonce: `copied:${seq}`, at, type, subject, brand, quiet },
    // Long ago: nobody waits for a number that is missing before it.
    stored_at: new Date(at),
  }),
};

/** `brand`: of the run's target. */
const runs: Kind<'runs', docs.RunDoc> = {
  model: 'runs',
  read: ({ body }) => JSON.parse(body) as Run,
  write: (run) => ({
    _id: run.id,
    brand: '',
    target_id: run.targetId,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    made_by: run.by,
    body: JSON.stringify(run),
  }),
};

function secrets<C extends 'links' | 'sessions'>(model: C): Kind<C, docs.SecretDoc> {
  return {
    model,
    which: (now) => ({ expires_at: { $gt: new Date(now) } }),
    read: ({ _id: hash, name, role, expires_at: expiresAt }) =>
      ({ hash, name, role: role as Scope, expiresAt: expiresAt.toISOString() }) as CopyBodies[C],
    write: ({ hash, name, role, expiresAt }) => ({ _id: hash, name, role, expires_at: new Date(expiresAt) }),
  };
}

const keys: Kind<'keys', docs.ApiKeyDoc> = {
  model: 'apiKeys',
  read: ({ _id: hash, prefix, name, scope, created_at: createdAt, last_used_at: lastUsedAt = null }) => ({
    ...{ hash, prefix, name, createdAt, lastUsedAt },
    scope: scope as ApiKey['scope'],
  }),
  write: ({ hash, createdAt, lastUsedAt, ...rest }) => ({
    _id: hash,
    ...rest,
    created_at: createdAt,
    last_used_at: lastUsedAt,
  }),
};

const ANSWERS_KEPT_MS = 24 * 3_600_000;

const answers: Kind<'answers', docs.AnswerDoc> = {
  model: 'answers',
  which: (now) => ({ kept_at: { $gt: new Date(Date.parse(now) - ANSWERS_KEPT_MS) } }),
  read: ({ _id, status, body, kept_at: keptAt }) => {
    const [key, route] = JSON.parse(_id) as [string, string];
    return { key, route, status, body, keptAt: keptAt.toISOString() };
  },
  write: ({ key, route, status, body, keptAt }) => ({
    _id: JSON.stringify([key, route]),
    status,
    body,
    kept_at: new Date(keptAt),
  }),
};

const views: Kind<'views', docs.ViewDoc> = {
  model: 'views',
  read: ({ _id: id, brand, name, query, position, created_by: createdBy, created_at: createdAt }): SavedView => ({
    ...{ id, brand, name, query, position, createdBy, createdAt },
  }),
  write: ({ id, createdBy, createdAt, ...rest }) => ({
    _id: id,
    ...rest,
    created_by: createdBy,
    created_at: createdAt,
  }),
};

const subscriptions: Kind<'subscriptions', docs.SubscriptionDoc> = {
  model: 'subscriptions',
  read: ({ body }) => JSON.parse(body) as Subscription,
  write: (subscription) => ({
    _id: subscription.id,
    brand: subscription.brand,
    body: JSON.stringify(subscription),
  }),
};

const deliveries: Kind<'deliveries', docs.DeliveryDoc> = {
  model: 'deliveries',
  read: (doc) => ({
    subscriptionId: doc.subscription_id,
    localDate: doc.local_date,
    state: doc.state as Delivery['state'],
    messageId: doc.message_id,
    attempts: doc.attempts,
    nextTryAt: doc.next_try_at ?? null,
    createdAt: doc.created_at,
    sentAt: doc.sent_at ?? null,
    error: doc.error ?? null,
  }),
  write: (delivery) => ({
    _id: `${delivery.subscriptionId}:${delivery.localDate}`,
    subscription_id: delivery.subscriptionId,
    local_date: delivery.localDate,
    state: delivery.state,
    message_id: delivery.messageId,
    attempts: delivery.attempts,
    next_try_at: delivery.nextTryAt,
    created_at: delivery.createdAt,
    sent_at: delivery.sentAt,
    error: delivery.error,
  }),
};

const campaigns: Kind<'campaigns', docs.CampaignDoc> = {
  model: 'campaigns',
  read: ({ body }) => JSON.parse(body) as Campaign,
  write: (campaign) => ({ _id: campaign.id, brand: campaign.brand, body: JSON.stringify(campaign) }),
};

export const KINDS = {
  settings,
  brands,
  targets,
  runs,
  audits: { model: 'audits', read: auditOf, write: auditDoc } satisfies Kind<'audits', docs.AuditDoc>,
  campaigns,
  events,
  links: secrets('links'),
  sessions: secrets('sessions'),
  keys,
  answers,
  views,
  subscriptions,
  deliveries,
};

/** A document as it is stored: without its nulls. */
export const stored = (doc: object & { readonly _id: string | number }): Record<string, unknown> => ({
  ...compact(doc),
  _id: doc._id,
});

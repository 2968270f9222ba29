import type { Connection } from 'mongoose';
import type { Sessions } from './connection.ts';
import type * as docs from './documents.ts';
import { itemSchema } from './item-schema.ts';
import { type NamedLeaseDoc, namedLeaseSchema } from './named-leases.ts';
import type * as ownDocs from './own-documents.ts';
import * as own from './own-schemas.ts';
import * as schemas from './schemas.ts';

/** One model for each collection, bound to one connection. */
export function modelsOf(connection: Connection) {
  return {
    items: connection.model<docs.ItemDoc>('Item', itemSchema),
    versions: connection.model<docs.VersionDoc>('ItemVersion', schemas.versionSchema),
    aliases: connection.model<docs.AliasDoc>('ItemAlias', schemas.aliasSchema),
    next: connection.model<docs.NextDoc>('UnderstandingNext', schemas.nextSchema),
    words: connection.model<docs.WordDoc>('Word', schemas.wordSchema),
    rollups: connection.model<docs.RollupDoc>('Rollup', schemas.rollupSchema),
    dirty: connection.model<docs.DirtyDoc>('Dirty', schemas.dirtySchema),
    audits: connection.model<ownDocs.AuditDoc>('Audit', schemas.auditSchema),
    events: connection.model<docs.EventDoc>('Event', schemas.eventSchema),
    targets: connection.model<docs.TargetDoc>('Target', schemas.targetSchema),
    brands: connection.model<ownDocs.BrandDoc>('Brand', own.brandSchema),
    runs: connection.model<ownDocs.RunDoc>('Run', own.runSchema),
    links: connection.model<ownDocs.SecretDoc>('SignInLink', own.linkSchema),
    sessions: connection.model<ownDocs.SecretDoc>('Session', own.sessionSchema),
    apiKeys: connection.model<ownDocs.ApiKeyDoc>('ApiKey', own.apiKeySchema),
    answers: connection.model<ownDocs.AnswerDoc>('IdempotentAnswer', own.answerSchema),
    settings: connection.model<ownDocs.SettingDoc>('Setting', own.settingSchema),
    views: connection.model<ownDocs.ViewDoc>('SavedView', own.viewSchema),
    campaigns: connection.model<ownDocs.CampaignDoc>('Campaign', own.campaignSchema),
    subscriptions: connection.model<ownDocs.SubscriptionDoc>('Subscription', own.subscriptionSchema),
    deliveries: connection.model<ownDocs.DeliveryDoc>('Delivery', own.deliverySchema),
    counters: connection.model<ownDocs.CounterDoc>('Counter', own.counterSchema),
    namedLeases: connection.model<NamedLeaseDoc>('NamedLease', namedLeaseSchema),
    meta: connection.model<ownDocs.MetaDoc>('Meta', own.metaSchema),
  };
}

export type Models = ReturnType<typeof modelsOf>;

/** What the methods work with: the connection, its models, and where it leads (without the password). */
export interface MongoDb extends Models {
  readonly connection: Connection;
  /** `host:port/database`, for sentences. */
  readonly where: string;
  readonly readOnly: boolean;
  /** Whose clock tells that a lease has run out; see `lease-clock.ts`. */
  readonly leaseClock: 'server' | 'caller';
  /** Where the server is a set and has transactions. */
  readonly transactions?: Sessions | undefined;
}

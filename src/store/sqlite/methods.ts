import type { ItemFilter } from '../../domain/filter.ts';
import { instant } from '../rows/times.ts';
import type { Store } from '../store.ts';
import * as access from './access.ts';
import { activateSome } from './activation.ts';
import * as audits from './audits.ts';
import type { BodyMethods } from './bodies.ts';
import * as brands from './brands.ts';
import { cleanUp } from './clean-up.ts';
import { upsert } from './commit.ts';
import { toCompare } from './comparisons.ts';
import type { Connection } from './connection.ts';
import * as corrections from './corrections.ts';
import { countColumns } from './count-rows.ts';
import * as decisions from './decisions.ts';
import * as deliveries from './deliveries.ts';
import * as eventLog from './event-log.ts';
import * as families from './families.ts';
import { forget } from './forget.ts';
import * as leases from './leases.ts';
import * as pages from './pages.ts';
import { people, removePerson } from './people.ts';
import { brandsToPlace, placeDue } from './place-due.ts';
import * as readItems from './read-items.ts';
import * as relations from './relations.ts';
import { refreshRollups } from './rollups.ts';
import * as runs from './runs.ts';
import { saveLinks } from './save-links.ts';
import * as settings from './settings.ts';
import { count, stats } from './stats.ts';
import * as subscriptions from './subscriptions.ts';
import * as targets from './targets.ts';
import * as trust from './trust.ts';
import * as understanding from './understanding.ts';
import { undoDecisions } from './undo-decisions.ts';
import { markVanished } from './vanish.ts';
import { activeVersion } from './versions.ts';
import * as views from './views.ts';
import { weighedStats } from './weighed-stats.ts';

/** Items in one step of a change of versions: some hundred milliseconds, after which others may write. */
const ACTIVATE_BATCH = 1000;

/** The port's methods that are one message; the others are made of these in `open.ts`. */
export type PortMethod = Exclude<
  keyof Store,
  'close' | 'backup' | 'stream' | 'apiKey' | 'countRows' | 'activateVersion' | keyof BodyMethods
>;

type Answers = { readonly [M in PortMethod]: (...args: Parameters<Store[M]>) => Awaited<ReturnType<Store[M]>> };

/** Methods that are no part of the port: pieces of the ones that take more than one message. */
export interface InnerAnswers {
  batch(
    ...args: Parameters<typeof pages.batch> extends [Connection, ...infer Rest] ? Rest : never
  ): ReturnType<typeof pages.batch>;
  countColumns(filter: ItemFilter): ReturnType<typeof countColumns>;
  findApiKey(hash: string): ReturnType<typeof access.apiKey>;
  noteKeyUse(hash: string, now: string): void;
  activateSome(version: string, now: string): boolean;
  brandBodies(id: string | null): readonly string[];
  subscriptionBodies(filter: { id?: string; brand?: string }): readonly string[];
}

export type Methods = Answers & InnerAnswers;

function iso(value: string): string {
  return instant(value) ?? value;
}

/** What the reader answers. Each call is one snapshot. */
export function reads(c: Connection) {
  return {
    known: (keys) => readItems.known(c, keys),
    item: (keyOrId) => readItems.item(c, keyOrId),
    versions: (key) => readItems.versions(c, key),
    items: (filter, page) => pages.items(c, filter, page),
    batch: (filter, after, size) => pages.batch(c, filter, after, size),
    count: (filter) => count(c, filter),
    stats: (filter, by) => stats(c, filter, by),
    tags: (brand) => corrections.tags(c, brand),
    brandBodies: (id) => brands.brandBodies(c, id),
    targets: (filter) => targets.targets(c, filter),
    target: (id) => targets.target(c, id),
    dueTargets: (now, limit) => targets.dueTargets(c, iso(now), limit),
    runs: (filter) => runs.runs(c, filter),
    run: (id) => runs.run(c, id),
    pending: (options) => understanding.pending(c, options),
    pendingCount: (version) => understanding.pendingCount(c, version),
    activeVersion: () => activeVersion(c),
    events: (after, limit) => eventLog.events(c, after, limit),
    lastSeq: () => eventLog.lastSeq(c),
    session: (hash, now) => access.session(c, hash, iso(now)),
    findApiKey: (hash) => access.apiKey(c, hash),
    apiKeys: () => access.apiKeys(c),
    idempotent: (options) => access.idempotent(c, { ...options, now: iso(options.now) }),
    setting: (name) => settings.setting(c, name),
    decisionHistory: (key) => decisions.decisionHistory(c, key),
    keys: (filter, limit) => pages.keys(c, filter, limit),
    itemsByKey: (keys) => readItems.itemsByKey(c, keys),
    correctedKeys: (brand, limit) => corrections.correctedKeys(c, brand, limit),
    countColumns: (filter) => countColumns(c, filter),
    views: (brand) => views.views(c, brand),
    people: (now) => people(c, iso(now)),
    subscriptionBodies: (filter) => subscriptions.subscriptionBodies(c, filter),
    openDeliveries: () => deliveries.openDeliveries(c),
    deliveries: (filter) => deliveries.deliveries(c, filter),
    audits: (filter) => audits.audits(c, filter),
    audit: (key) => audits.audit(c, key),
    brandsToRelate: () => [...new Set([...relations.brandsToRelate(c), ...brandsToPlace(c)])],
    copyPlaces: (keys, limit) => families.copyPlaces(c, keys, limit),
    familyKeys: (key, limit) => families.familyKeys(c, key, limit),
    toKey: (brand, limit) => relations.toKey(c, brand, limit),
    toCompare: (brand, limit) => toCompare(c, brand, limit),
    dueDays: (brand, limit) => trust.dueDays(c, brand, limit),
    reviewsToWeigh: (options) => trust.reviewsToWeigh(c, options),
    praisedBrands: (brand, authors) => trust.praisedBrands(c, brand, authors),
    verdicts: (options) => trust.verdicts(c, options),
    unusualHistory: (key) => trust.unusualHistory(c, key),
    unusualChanges: (options) => trust.unusualChanges(c, options),
    families: (options) => trust.families(c, options),
    weighedStats: (filter, by) => weighedStats(c, filter, by),
    campaigns: (brand) => trust.campaigns(c, brand),
  } satisfies Partial<Methods>;
}

/** What the writer does. Each call is one transaction. */
export function writes(c: Connection) {
  return {
    commitPage: ({ lease, runId, items, cursor, backfill, goesOn, now }) => {
      leases.held(c, lease);
      const visitSince = runs.run(c, runId)?.startedAt;
      const result = upsert(c, items, { targetId: lease.targetId, backfill, now: iso(now), visitSince });
      // Getting past the place where the last visit broke off shows that it was not the cause. A visit from the beginning shows
      // nothing yet: one that kills the process at its very end brings all its pages each time.
      c.run(
        'UPDATE target SET cursor = ?, lease_losses = iif(?, 0, lease_losses) WHERE id = ?',
        cursor === null ? null : JSON.stringify(cursor),
        goesOn === true ? 1 : 0,
        lease.targetId,
      );
      return result;
    },
    importItems: ({ items, targetId, backfill, now }) => upsert(c, items, { targetId, backfill, now: iso(now) }),
    markVanished: (options) => markVanished(c, { ...options, now: iso(options.now) }),
    correct: (options) => corrections.correct(c, { ...options, now: iso(options.now) }),
    setTags: (options) => corrections.setTags(c, { ...options, now: iso(options.now) }),
    forget: (what) => forget(c, what),
    cleanUp: (options) => cleanUp(c, { ...options, now: iso(options.now), eventsBefore: iso(options.eventsBefore) }),
    saveBrand: (brand, now) => brands.saveBrand(c, brand, iso(now)),
    addTarget: (target, now) => targets.addTarget(c, target, iso(now)),
    updateTarget: (id, change, now) => targets.updateTarget(c, id, change, iso(now)),
    removeTarget: (id) => targets.removeTarget(c, id, runs.closeOpenRuns),
    leaseTarget: (id, options) => leases.leaseTarget(c, id, { ...options, now: iso(options.now) }),
    renewLease: (lease, options) => leases.renewLease(c, lease, { ...options, now: iso(options.now) }),
    startRun: (options) => runs.startRun(c, { ...options, now: iso(options.now) }),
    endRun: (options) => runs.endRun(c, { ...options, nextRunAt: instant(options.nextRunAt), now: iso(options.now) }),
    closeOrphanRuns: (now) => runs.closeOrphanRuns(c, iso(now)),
    saveUnderstanding: (results, now) => understanding.saveUnderstanding(c, results, iso(now)),
    activateSome: (version, now) => activateSome(c, version, iso(now), ACTIVATE_BATCH),
    refreshRollups: (limit) => refreshRollups(c, limit),
    saveBands: (_, texts) => relations.saveBands(c, texts),
    saveLinks: (brand, compared) => saveLinks(c, brand, compared),
    placeDue: (brand, limit) => placeDue(c, brand, limit),
    relateAgain: (after, limit) => relations.relateAgain(c, after, limit),
    addSignInLink: (options) => access.addSignInLink(c, { ...options, expiresAt: iso(options.expiresAt) }),
    redeemSignInLink: (options) =>
      access.redeemSignInLink(c, {
        ...options,
        sessionExpiresAt: iso(options.sessionExpiresAt),
        now: iso(options.now),
      }),
    endSession: (hash) => access.endSession(c, hash),
    addApiKey: (options) => access.addApiKey(c, { ...options, now: iso(options.now) }),
    noteKeyUse: (hash, now) => access.noteKeyUse(c, hash, iso(now)),
    removeApiKey: (prefix) => access.removeApiKey(c, prefix),
    keepIdempotent: (options) => access.keepIdempotent(c, { ...options, now: iso(options.now) }),
    saveSetting: (name, value) => settings.saveSetting(c, name, value),
    changeSetting: (name, was, value) => settings.changeSetting(c, name, was, value),
    decide: (options) => decisions.decide(c, { ...options, now: iso(options.now) }),
    undoDecisions: (options) => undoDecisions(c, { ...options, now: iso(options.now) }),
    saveView: (view) => views.saveView(c, view),
    removeView: (id) => views.removeView(c, id),
    removePerson: (name) => removePerson(c, name),
    keepAudits: (drawn) => audits.keepAudits(c, drawn),
    answerAudit: (key, answer) => audits.answerAudit(c, key, answer),
    clearDueDays: (brand, days) => trust.clearDueDays(c, brand, days),
    saveWeighed: (options) => trust.saveWeighed(c, { ...options, now: iso(options.now) }),
    setVerdict: (options) => trust.setVerdict(c, { ...options, now: iso(options.now) }),
    saveCampaign: (campaign) => trust.saveCampaign(c, campaign),
    removeCampaign: (id) => trust.removeCampaign(c, id),
    saveSubscription: (subscription) => subscriptions.saveSubscription(c, subscription),
    removeSubscription: (id) => subscriptions.removeSubscription(c, id),
    openDelivery: (opening) => deliveries.openDelivery(c, { ...opening, createdAt: iso(opening.createdAt) }),
    takeDelivery: (options) => deliveries.takeDelivery(c, { ...options, now: iso(options.now) }),
    endDelivery: (options) =>
      deliveries.endDelivery(c, { ...options, nextTryAt: instant(options.nextTryAt), now: iso(options.now) }),
  } satisfies Partial<Methods>;
}

export type ReadMethod = keyof ReturnType<typeof reads>;
export type WriteMethod = keyof ReturnType<typeof writes>;

import { Conflict } from '../../errors.ts';
import { isNewUse, oldestAnswer } from '../rows/access-rules.ts';
import type { AccessStore, ApiKey, Scope } from '../store.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';
import type { ApiKeyDoc } from './own-documents.ts';

function toKey({ prefix, name, scope, created_at, last_used_at }: ApiKeyDoc): ApiKey {
  return { prefix, name, scope: scope as Scope, createdAt: created_at, lastUsedAt: last_used_at ?? null };
}

/** Key and route as one identity: neither can be taken for a part of the other. */
function answerId({ key, route }: { readonly key: string; readonly route: string }): string {
  return JSON.stringify([key, route]);
}

/** Links and sessions that have ended, and answers that are not repeated any more. */
export async function forgetOldAccess(db: MongoDb, now: string): Promise<void> {
  const ended = { expires_at: { $lte: new Date(now) } };
  await db.links.deleteMany(ended);
  await db.sessions.deleteMany(ended);
  await db.answers.deleteMany({ kept_at: { $lte: new Date(oldestAnswer(now)) } });
}

export function accessMethods(db: MongoDb): AccessStore {
  return {
    async addSignInLink({ hash, name, role, expiresAt }) {
      await db.links.replaceOne({ _id: hash }, { name, role, expires_at: new Date(expiresAt) }, { upsert: true });
    },
    /** The session first: who is killed in between has a link that still works, and a session that nobody knows of. */
    async redeemSignInLink({ hash, sessionHash, sessionExpiresAt, now }) {
      const link = await db.links.findOne({ _id: hash, expires_at: { $gt: new Date(now) } }).lean();
      if (link === null) return null;
      const holder = { name: link.name, role: link.role };
      await db.sessions.insertOne({ _id: sessionHash, ...holder, expires_at: new Date(sessionExpiresAt) });
      const taken = await db.links.deleteOne({ _id: hash });
      if (taken.deletedCount === 1) return { name: link.name, role: link.role as Scope };
      await db.sessions.deleteOne({ _id: sessionHash });
      return null;
    },
    async session(hash, now) {
      const found = await db.sessions.findOne({ _id: hash, expires_at: { $gt: new Date(now) } }).lean();
      return found === null ? null : { name: found.name, role: found.role as Scope };
    },
    async endSession(hash) {
      await db.sessions.deleteOne({ _id: hash });
    },
    async addApiKey({ hash, prefix, name, scope, now }) {
      try {
        await db.apiKeys.insertOne({ _id: hash, prefix, name, scope, created_at: now });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new Conflict(`There is a key that begins with ${prefix} already.`);
      }
    },
    async apiKey(hash, now) {
      const found = await db.apiKeys.findById(hash).lean();
      if (found === null) return null;
      const key = toKey(found);
      if (db.readOnly || !isNewUse(key, now)) return key;
      await db.apiKeys.updateOne({ _id: hash }, { $max: { last_used_at: now } });
      return { ...key, lastUsedAt: now };
    },
    async apiKeys() {
      // A handful: put in order here.
      const found = (await db.apiKeys.find().hint('prefix').lean()).map(toKey);
      return found.sort((a, b) => (`${a.createdAt} ${a.prefix}` < `${b.createdAt} ${b.prefix}` ? -1 : 1));
    },
    async removeApiKey(prefix) {
      return (await db.apiKeys.deleteOne({ prefix })).deletedCount > 0;
    },
    async idempotent({ key, route, now }) {
      const oldest = new Date(oldestAnswer(now));
      const found = await db.answers.findOne({ _id: answerId({ key, route }), kept_at: { $gt: oldest } }).lean();
      return found === null ? null : { status: found.status, body: found.body };
    },
    /** The first answer stands: its identity is the unique index. */
    async keepIdempotent({ key, route, status, body, now }) {
      const _id = answerId({ key, route });
      await db.answers.deleteOne({ _id, kept_at: { $lte: new Date(oldestAnswer(now)) } });
      try {
        await db.answers.insertOne({ _id, status, body, kept_at: new Date(now) });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
  };
}

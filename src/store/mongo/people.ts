import type { LoopStore } from '../loop-store.ts';
import { peopleOf } from '../rows/access-rules.ts';
import type { MongoDb } from './models.ts';

export function peopleMethods(db: MongoDb): Pick<LoopStore, 'people' | 'removePerson'> {
  return {
    /** Sessions and links that are over count for nothing. */
    async people(now) {
      const open = { expires_at: { $gt: new Date(now) } };
      const [sessions, links] = await Promise.all([db.sessions.find(open).lean(), db.links.find(open).lean()]);
      return peopleOf([
        ...sessions.map(({ name, role }) => ({ name, role, session: 1 })),
        ...links.map(({ name, role }) => ({ name, role, session: 0 })),
      ]);
    },
    /** Links first, so that none becomes a session behind the sessions' back. */
    async removePerson(name) {
      const links = await db.links.deleteMany({ name });
      return links.deletedCount + (await db.sessions.deleteMany({ name })).deletedCount;
    },
  };
}

import type { SettingStore } from '../store.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';

export function settingMethods(db: MongoDb): SettingStore {
  return {
    async setting(name) {
      return (await db.settings.findById(name).lean())?.value ?? null;
    },
    async changeSetting(name, was, value) {
      if (was !== null) return (await db.settings.replaceOne({ _id: name, value: was }, { value })).matchedCount === 1;
      try {
        await db.settings.create({ _id: name, value });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async saveSetting(name, value) {
      await db.settings.replaceOne({ _id: name }, { value }, { upsert: true });
    },
  };
}

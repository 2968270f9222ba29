import type { SettingStore } from '../store.ts';
import type { MongoDb } from './models.ts';

export function settingMethods(db: MongoDb): SettingStore {
  return {
    async setting(name) {
      return (await db.settings.findById(name).lean())?.value ?? null;
    },
    async saveSetting(name, value) {
      await db.settings.replaceOne({ _id: name }, { value }, { upsert: true });
    },
  };
}

import { afterAll } from '@jest/globals';
import { sharedMongo } from '../../services.ts';
import { storeContract } from '../contract.ts';
import { reusedDatabases } from './temp-store.ts';

const mongo = sharedMongo('store contract: MongoDB');
if (mongo !== null) {
  const databases = reusedDatabases(mongo.url);
  storeContract('MongoDB', () => databases.open());
  afterAll(() => databases.drop());
}

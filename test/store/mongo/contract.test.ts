import { sharedMongo } from '../../services.ts';
import { storeContract } from '../contract.ts';
import { openFresh } from './temp-store.ts';

const mongo = sharedMongo('store contract: MongoDB');
if (mongo !== null) storeContract('MongoDB', () => openFresh(mongo.url));

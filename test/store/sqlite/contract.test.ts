import { storeContract } from '../contract.ts';
import { openTemp } from './temp-store.ts';

storeContract('SQLite', () => openTemp());

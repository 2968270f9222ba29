import { quietLog } from '../../src/domain/ambient.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import { queueContract } from './contract.ts';

queueContract('local', async ({ concurrency }) => createLocalQueue({ concurrency, log: quietLog }));

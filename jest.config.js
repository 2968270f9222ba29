import { fileURLToPath } from 'node:url';

// Threads and processes that tests start run the sources by Node itself. Compiled once per checkout instead of once per start,
// a store opens with half the work. The product has a cache of its own (src/main.ts), and its processes are not given this one.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/molva-test', import.meta.url));
// They need not ask for each of eight hundred files whether it is a link: 5 % of a start.
process.env.NODE_PRESERVE_SYMLINKS ??= '1';

/** Jest finds, runs and tells; Node itself loads and strips the types (test/runner/runtime.ts). */
export default {
  // Not among the folders of a run, which go with it.
  cacheDirectory: '<rootDir>/node_modules/.cache/molva-jest',
  testEnvironment: '<rootDir>/test/runner/environment.ts',
  runtime: '<rootDir>/test/runner/runtime.ts',
  testSequencer: '<rootDir>/test/runner/order.ts',
  transform: {},
  injectGlobals: false,
  // One Redis and one mongod for the whole run.
  globalSetup: '<rootDir>/test/engines.ts',
  globalTeardown: '<rootDir>/test/engines-stop.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Several whole servers, fifty thousand rows, a package that is made and installed: half a minute each, in `npm run test:long`.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.MOLVA_TEST_SLOW === '1' ? [] : ['<rootDir>/test/slow/'])],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/src/web/dist/'],
  // A busy machine takes long to start a process or a browser; nothing here waits without end.
  testTimeout: 90_000,
  // More than the two cores that are counted on: half of what a worker does is to wait for processes, browsers and leases.
  maxWorkers: 4,
  // What one file left in a worker's memory stays there: workers are renewed instead of growing without end.
  workerIdleMemoryLimit: '600MB',
};

import { fileURLToPath } from 'node:url';

// Threads and processes that tests start run the sources by Node itself. Compiled once per checkout instead of once per start,
// a store opens with half the work. The product has a cache of its own (src/main.ts), and its processes are not given this one.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/molva-test', import.meta.url));

/** Jest runs the sources as ES modules: swc strips the types, nothing else is changed. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // One Redis and one mongod for the whole run.
  globalSetup: '<rootDir>/test/engines.ts',
  globalTeardown: '<rootDir>/test/engines-stop.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Several whole servers, or a package that is made and installed: half a minute each. `npm run test:long` runs them.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.MOLVA_TEST_SLOW === '1' ? [] : ['<rootDir>/test/slow/'])],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/src/web/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  // A busy machine takes long to start a process or a browser; nothing here waits without end.
  testTimeout: 90_000,
  // Modules of one file stay in a worker's memory after it: workers are renewed instead of growing without end.
  maxWorkers: 2,
  workerIdleMemoryLimit: '700MB',
};

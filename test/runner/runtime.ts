import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { begin } from './globals.ts';

/**
 * Loads test files by Node itself, as the product is loaded: types stripped, each module of the product and of its packages once a
 * worker. Jest's own loader puts every file into a context of its own and evaluates there all that it imports, again for each of two
 * hundred files; that and the slower globals of a context were a quarter of a run. What lies beside the tests is still evaluated
 * for each test file, as it may keep something of one. What the product keeps from file to file is what it keeps in one long-lived
 * process: it has no singletons and does nothing at import time (test/architecture.test.ts).
 */
const require = createRequire(import.meta.url);
const tests = new URL('..', import.meta.url).href;
const runner = new URL('.', import.meta.url).href;
const globals = new URL('globals.ts', runner).href;
/** How many test files this worker began. */
let files = 0;
registerHooks({
  resolve(name, context, next) {
    if (name === '@jest/globals') return { url: globals, shortCircuit: true };
    const found = next(name, context);
    if (!found.url.startsWith(tests) || found.url.startsWith(runner)) return found;
    return { ...found, url: `${found.url}?file=${files}` };
  },
});

/** The part of jest's own runtime that its runner calls. */
class NodeRuntime {
  readonly #console = globalThis.console;

  constructor(_config: object, environment: { readonly global: { readonly console?: Console } }) {
    globalThis.console = environment.global.console ?? this.#console;
  }

  /** Only the initializer of jest-circus comes here: fresh for each file, as its state is of one file. */
  requireInternalModule(file: string): unknown {
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
    delete require.cache[file];
    return require(file);
  }

  requireModule(file: string): unknown {
    return require(file);
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  unstable_importModule(file: string): Promise<unknown> {
    files += 1;
    return import(pathToFileURL(file).href);
  }

  setGlobalsForRuntime(ofFile: Parameters<typeof begin>[0]): void {
    begin(ofFile);
  }

  /** None: where types are stripped every character stays in its place. */
  getSourceMaps(): Map<string, string> {
    return new Map();
  }

  getAllCoverageInfoCopy(): undefined {}

  enterTestCode(): void {}

  leaveTestCode(): void {}

  teardown(): void {
    globalThis.console = this.#console;
  }
}

// Jest asks by `require`.
export { NodeRuntime as 'module.exports' };

/**
 * Where a test file runs: in the worker itself, not in a context of its own. `global` is only where jest leaves a console that keeps
 * a file's words together.
 */
class NodeEnvironment {
  readonly global: Record<string, unknown> = {};
  readonly fakeTimers = null;
  readonly fakeTimersModern = null;
  readonly moduleMocker = null;

  async setup(): Promise<void> {}

  async teardown(): Promise<void> {}

  getVmContext(): null {
    return null;
  }
}

// Jest asks by `require`.
export { NodeEnvironment as 'module.exports' };

import type { Decisions, Item } from './types.ts';

/** Decisions that are on their way to the server: they are shown over whatever it answers meanwhile, until they are lifted off. */

type Overlay = (decisions: Decisions) => Decisions;

interface Waiting {
  /** As the server last told them. */
  server: Decisions;
  readonly overlays: Set<Overlay>;
}

export interface Pending {
  /** What the server last told of the item. */
  readonly server: () => Decisions;
  /** Takes the overlay off; gives the decisions as they then stand. */
  readonly lift: () => Decisions;
}

const waiting = new Map<string, Waiting>();

export function layOver(item: Item, overlay: Overlay): Pending {
  const entry = waiting.get(item.key) ?? { server: item.decisions, overlays: new Set<Overlay>() };
  waiting.set(item.key, entry);
  entry.overlays.add(overlay);
  return {
    server: () => entry.server,
    lift: () => {
      entry.overlays.delete(overlay);
      if (entry.overlays.size === 0) waiting.delete(item.key);
      return shown(entry);
    },
  };
}

function shown({ server, overlays }: Waiting): Decisions {
  return [...overlays].reduce((decisions, overlay) => overlay(decisions), server);
}

/** The item with what is on its way laid over it. */
export function withPending(item: Item): Item {
  const entry = waiting.get(item.key);
  if (entry === undefined) return item;
  // What is laid over already is no word of the server's; only a newer version can be one.
  if (item.decisions.version > entry.server.version) entry.server = item.decisions;
  return { ...item, decisions: shown(entry) };
}

const turns = new Map<string, Promise<unknown>>();

/** Runs what concerns one item one after the other: the second call needs the version that the first one made. */
export function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const turn = before.then(run, run);
  turns.set(key, turn);
  const clean = () => {
    if (turns.get(key) === turn) turns.delete(key);
  };
  void turn.then(clean, clean);
  return turn;
}

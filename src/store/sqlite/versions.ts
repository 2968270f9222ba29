import type { Connection } from './connection.ts';
import { saveSetting, setting } from './settings.ts';

const ACTIVE = 'store.active_version';
const CHANGE = 'store.version_change';

/**
 * A change of the shown version that is under way. First every item lets go of the old version (`retire`), then the new one is
 * shown and fills them again (`fill`): at no moment are two versions in the figures. `after`: the last item that is done.
 */
export interface VersionChange {
  readonly to: string;
  readonly phase: 'retire' | 'fill' | 'clear';
  readonly after: number;
}

/** Version whose figures are shown. */
export function activeVersion(connection: Connection): string | null {
  return setting(connection, ACTIVE);
}

/** Makes a version the shown one: from now on its results are written into the items, others are kept beside. */
export function showVersion(connection: Connection, version: string): void {
  saveSetting(connection, ACTIVE, version);
}

export function versionChange(connection: Connection): VersionChange | null {
  return JSON.parse(setting(connection, CHANGE) ?? 'null') as VersionChange | null;
}

export function saveVersionChange(connection: Connection, change: VersionChange | null): void {
  if (change === null) connection.run('DELETE FROM setting WHERE name = ?', CHANGE);
  else saveSetting(connection, CHANGE, JSON.stringify(change));
}

/** The version whose results are written into the items: none while the old one is being let go of. */
export function writtenVersion(connection: Connection): string | null {
  return versionChange(connection)?.phase === 'retire' ? null : activeVersion(connection);
}

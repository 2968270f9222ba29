import type { SavedView } from '../../domain/view.ts';
import type { Connection } from './connection.ts';

export function saveView(connection: Connection, view: SavedView): void {
  connection.run(
    `INSERT OR REPLACE INTO saved_view (id, brand, name, query, position, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    view.id,
    view.brand,
    view.name.toWellFormed(),
    view.query.toWellFormed(),
    view.position,
    view.createdBy,
    view.createdAt,
  );
}

/** By position, then name. */
export function views(connection: Connection, brand: string): readonly SavedView[] {
  return connection.all<SavedView>(
    `SELECT id, brand, name, query, position, created_by AS createdBy, created_at AS createdAt FROM saved_view
     WHERE brand = ? ORDER BY position, name, id`,
    brand,
  );
}

export function removeView(connection: Connection, id: string): boolean {
  return connection.run('DELETE FROM saved_view WHERE id = ?', id) > 0;
}

import type { Subscription } from '../../domain/digest.ts';
import type { Connection } from './connection.ts';

export function saveSubscription(connection: Connection, subscription: Subscription): void {
  const sql = 'INSERT OR REPLACE INTO subscription (id, brand, body) VALUES (?, ?, ?)';
  connection.run(sql, subscription.id, subscription.brand, JSON.stringify(subscription));
}

/** As JSON, for the caller to read. */
export function subscriptionBodies(
  connection: Connection,
  { id = null, brand = null }: { readonly id?: string | null; readonly brand?: string | null },
): readonly string[] {
  const sql = 'SELECT body FROM subscription WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR brand = ?2)';
  return connection.all<{ body: string }>(sql, id, brand).map(({ body }) => body);
}

export function removeSubscription(connection: Connection, id: string): boolean {
  return connection.run('DELETE FROM subscription WHERE id = ?', id) > 0;
}

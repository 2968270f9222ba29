import { Subscription } from '../../domain/digest.ts';
import type { Connection } from './connection.ts';

export function saveSubscription(connection: Connection, subscription: Subscription): void {
  const sql = 'INSERT OR REPLACE INTO subscription (id, brand, body) VALUES (?, ?, ?)';
  connection.run(sql, subscription.id, subscription.brand, JSON.stringify(subscription));
}

function parsed(row: { readonly body: string }): Subscription {
  return Subscription.parse(JSON.parse(row.body));
}

/** Oldest first. */
export function subscriptions(connection: Connection, filter: { brand?: string } = {}): readonly Subscription[] {
  const rows =
    filter.brand === undefined
      ? connection.all<{ body: string }>('SELECT body FROM subscription')
      : connection.all<{ body: string }>('SELECT body FROM subscription WHERE brand = ?', filter.brand);
  return rows.map(parsed).sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
}

export function subscription(connection: Connection, id: string): Subscription | null {
  const row = connection.get<{ body: string }>('SELECT body FROM subscription WHERE id = ?', id);
  return row === undefined ? null : parsed(row);
}

export function removeSubscription(connection: Connection, id: string): boolean {
  return connection.run('DELETE FROM subscription WHERE id = ?', id) > 0;
}

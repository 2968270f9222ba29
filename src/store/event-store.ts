/** What happened, for those who follow along: written in the step that it tells of. */
export interface StoredEvent {
  readonly seq: number;
  readonly at: string;
  readonly type:
    | 'item.created'
    | 'item.updated'
    | 'item.vanished'
    | 'item.understood'
    | 'item.decided'
    | 'run.ended'
    | 'target.changed';
  /** Item key, run id or target id. */
  readonly subject: string;
  readonly brand: string;
  /** Item came in by a back-fill: no "new" bar, no alert. */
  readonly quiet: boolean;
}

export interface EventStore {
  /** Events with seq > after, in order. */
  events(after: number, limit: number): Promise<readonly StoredEvent[]>;
  lastSeq(): Promise<number>;
}

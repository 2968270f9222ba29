import type { AuditRow } from '../rows/audit-row.ts';

/** What the collections of the installation hold; a field that is null is left out of the document. */

/** `event`: the last sequence number given out; `event.erased`: events up to this one may have been erased. */
export interface CounterDoc {
  _id: string;
  value: number;
  at?: Date;
}

/** `body`: JSON. */
export interface BrandDoc {
  _id: string;
  body: string;
  time_zone: string;
  /** Zone in which the days of its items are; another one than `time_zone` until all of them have been moved. */
  days_zone?: string;
  made_up: number;
  saved_at: string;
}

export interface RunDoc {
  _id: string;
  brand: string;
  target_id: string;
  started_at: string;
  ended_at?: string;
  made_by: string;
  body: string;
}

export interface SecretDoc {
  /** Hash of the secret. */
  _id: string;
  name: string;
  role: string;
  expires_at: Date;
}

export interface ApiKeyDoc {
  _id: string;
  prefix: string;
  name: string;
  scope: string;
  created_at: string;
  last_used_at?: string;
}

/** `_id`: JSON of `[key, route]`. */
export interface AnswerDoc {
  _id: string;
  status: number;
  body: string;
  kept_at: Date;
}

export interface SettingDoc {
  _id: string;
  value: string;
}

export interface ViewDoc {
  _id: string;
  brand: string;
  name: string;
  query: string;
  position: number;
  created_by: string;
  created_at: string;
}

/** `_id`: key of the item. */
export interface AuditDoc extends Omit<AuditRow, 'key' | 'answer'> {
  _id: string;
  answer?: string;
}

export interface CampaignDoc {
  _id: string;
  brand: string;
  /** JSON of the `Campaign`. */
  body: string;
}

export interface SubscriptionDoc {
  _id: string;
  brand: string;
  body: string;
}

/** `_id`: `<subscription>:<local date>`: the pair is the idempotency key. */
export interface DeliveryDoc {
  _id: string;
  subscription_id: string;
  local_date: string;
  state: string;
  message_id: string;
  attempts: number;
  next_try_at?: string;
  /** By the server's clock: until then its sender has it. */
  held_until?: Date;
  created_at: string;
  sent_at?: string;
  error?: string;
}

/** `schema`: the version of the whole database. */
export interface MetaDoc {
  _id: string;
  version: number;
}

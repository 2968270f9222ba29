/**
 * The loop: decisions, survey scores, views, subscriptions. New columns stand behind the texts, so what filters and counts by
 * them reads the two wide indexes alone: `item_open` for what waits for a person (the default view), `item_decided` for the
 * rest. `open` and `decided_by` are derived from the decisions and kept in step by the code that writes them. `words` of items
 * that were there before is counted after this.
 */
export const sql = `
ALTER TABLE item ADD COLUMN touchpoint TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN metric_kind TEXT;
ALTER TABLE item ADD COLUMN metric_value REAL;
ALTER TABLE item ADD COLUMN metric_min REAL;
ALTER TABLE item ADD COLUMN metric_max REAL;
ALTER TABLE item ADD COLUMN metric_direction TEXT;
ALTER TABLE item ADD COLUMN metric_question TEXT;
ALTER TABLE item ADD COLUMN metric_prompt TEXT;
ALTER TABLE item ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN text_revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE item ADD COLUMN open INTEGER NOT NULL DEFAULT 1;
ALTER TABLE item ADD COLUMN answer_choice TEXT NOT NULL DEFAULT 'undecided';
ALTER TABLE item ADD COLUMN answer_reason TEXT;
ALTER TABLE item ADD COLUMN answer_by TEXT;
ALTER TABLE item ADD COLUMN answer_at TEXT;
ALTER TABLE item ADD COLUMN answer_revision INTEGER;
ALTER TABLE item ADD COLUMN work_choice TEXT NOT NULL DEFAULT 'undecided';
ALTER TABLE item ADD COLUMN work_reason TEXT;
ALTER TABLE item ADD COLUMN work_by TEXT;
ALTER TABLE item ADD COLUMN work_at TEXT;
ALTER TABLE item ADD COLUMN done_by TEXT;
ALTER TABLE item ADD COLUMN done_at TEXT;
ALTER TABLE item ADD COLUMN decided_by TEXT;
ALTER TABLE item ADD COLUMN decisions_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX item_open ON item
  (brand, id, effective_sentiment, scraper, channel, effective_language, star_group, stars, has_text, day, touchpoint)
  WHERE shown = 1 AND open = 1;
CREATE INDEX item_decided ON item
  (brand, id, shown, open, done_at, answer_choice, work_choice, decided_by, effective_sentiment, scraper, channel, day, stars)
  WHERE decisions_version > 0;
CREATE INDEX item_touchpoint ON item
  (brand, touchpoint, id, shown, effective_sentiment, channel, scraper, day) WHERE touchpoint <> '';
CREATE INDEX item_metric ON item (brand, metric_kind) WHERE metric_kind IS NOT NULL;

ALTER TABLE item_version ADD COLUMN metric_kind TEXT;
ALTER TABLE item_version ADD COLUMN metric_value REAL;
ALTER TABLE item_version ADD COLUMN metric_min REAL;
ALTER TABLE item_version ADD COLUMN metric_max REAL;
ALTER TABLE item_version ADD COLUMN metric_direction TEXT;
ALTER TABLE item_version ADD COLUMN metric_question TEXT;
ALTER TABLE item_version ADD COLUMN metric_prompt TEXT;

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, field TEXT NOT NULL,
  was TEXT NOT NULL, became TEXT NOT NULL, reason TEXT, made_by TEXT NOT NULL, made_at TEXT NOT NULL, batch TEXT NOT NULL,
  undo INTEGER NOT NULL, before TEXT NOT NULL
) STRICT;
CREATE INDEX decision_of_item ON decision (item_id, field, seq);
CREATE INDEX decision_batch ON decision (batch);

CREATE TABLE saved_view (
  id TEXT PRIMARY KEY, brand TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (id TEXT PRIMARY KEY, brand TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE delivery (
  subscription_id TEXT NOT NULL, local_date TEXT NOT NULL, state TEXT NOT NULL, message_id TEXT NOT NULL,
  attempts INTEGER NOT NULL, next_try_at TEXT, created_at TEXT NOT NULL, sent_at TEXT, error TEXT,
  PRIMARY KEY (subscription_id, local_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_open ON delivery (next_try_at) WHERE state IN ('pending', 'sending');
CREATE INDEX delivery_date ON delivery (local_date);
`;

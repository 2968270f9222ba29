/**
 * The first schema. In `item` the narrow columns stand before the texts: a filter that reads past a long text would have to
 * follow its overflow pages. `effective_*`, `day`, `star_group`, `shown` are derived from the other columns and kept in step
 * by the code that writes them, so that filters, pages and figures read one indexed column each. `item_brand` carries what the
 * feed filters by most, so that what seldom matches is sought in the index alone.
 */
export const sql = `
CREATE TABLE brand (
  id TEXT PRIMARY KEY, body TEXT NOT NULL, time_zone TEXT NOT NULL, made_up INTEGER NOT NULL, saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
  id TEXT PRIMARY KEY, brand TEXT NOT NULL, scraper TEXT NOT NULL, options TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL, schedule TEXT NOT NULL, time_zone TEXT NOT NULL, paused INTEGER NOT NULL, removed INTEGER NOT NULL,
  origin TEXT NOT NULL, created_at TEXT NOT NULL, next_run_at TEXT, cursor TEXT, backfilled_at TEXT, last_run_at TEXT,
  last_outcome TEXT, failures INTEGER NOT NULL, health TEXT NOT NULL, health_note TEXT,
  lease_token TEXT, lease_owner TEXT, lease_expires_at TEXT, lease_losses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX target_due ON target (next_run_at) WHERE paused = 0 AND removed = 0;

CREATE TABLE run (
  id TEXT PRIMARY KEY, target_id TEXT NOT NULL REFERENCES target (id), started_at TEXT NOT NULL, ended_at TEXT,
  made_by TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_of_target ON run (target_id, started_at, id);
CREATE INDEX run_started ON run (started_at, id);
CREATE INDEX run_open ON run (target_id) WHERE ended_at IS NULL;

CREATE TABLE item (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, brand TEXT NOT NULL, scraper TEXT NOT NULL, channel TEXT NOT NULL,
  shown INTEGER NOT NULL, is_own INTEGER NOT NULL, copy_of TEXT, copies INTEGER NOT NULL,
  day TEXT NOT NULL, dup_day TEXT NOT NULL, effective_sentiment TEXT NOT NULL, effective_language TEXT NOT NULL,
  star_group INTEGER NOT NULL, stars REAL, partial INTEGER NOT NULL, understood INTEGER NOT NULL, indexed INTEGER NOT NULL,
  has_text INTEGER NOT NULL, edited INTEGER NOT NULL, backfill INTEGER NOT NULL, verified INTEGER,
  revision INTEGER NOT NULL, versions INTEGER NOT NULL, target_id TEXT, product_id TEXT, author_hash TEXT,
  published_at TEXT, published_on TEXT, precision TEXT NOT NULL, edited_at TEXT, fetched_at TEXT NOT NULL,
  collected_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, vanished_at TEXT,
  model_version TEXT, language TEXT, label TEXT, score REAL, confidence REAL, unsure INTEGER, dup_key TEXT,
  mentions_brand INTEGER, corrected_sentiment TEXT, corrected_language TEXT, corrected_by TEXT, corrected_at TEXT,
  rating_value REAL, rating_best REAL, reach REAL, likes REAL, declared_language TEXT, reply_at TEXT,
  external_id TEXT, thread_id TEXT, parent_id TEXT, author_name TEXT, product_name TEXT, location TEXT, url TEXT,
  title TEXT, text TEXT, pros TEXT, cons TEXT, reply_text TEXT
) STRICT;
CREATE INDEX item_brand ON item (brand, id, shown, effective_language, star_group, channel, has_text);
CREATE INDEX item_source ON item (brand, scraper) WHERE shown = 1;
CREATE INDEX item_sentiment ON item (brand, effective_sentiment) WHERE shown = 1;
CREATE INDEX item_source_sentiment ON item (brand, scraper, effective_sentiment) WHERE shown = 1;
CREATE INDEX item_day ON item (brand, day);
CREATE INDEX item_collected ON item (brand, collected_at);
CREATE INDEX item_copies ON item (brand, dup_key) WHERE dup_key IS NOT NULL;
CREATE INDEX item_author ON item (author_hash) WHERE author_hash IS NOT NULL;
CREATE INDEX item_product ON item (brand, product_id) WHERE product_id IS NOT NULL;
CREATE INDEX item_target ON item (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX item_pending ON item (partial) WHERE understood = 0;
CREATE INDEX item_partial ON item (partial) WHERE partial = 1;
CREATE INDEX item_vanished ON item (brand) WHERE vanished_at IS NOT NULL;
CREATE INDEX item_edited ON item (brand) WHERE edited = 1;

CREATE TABLE item_version (
  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, revision INTEGER NOT NULL, title TEXT, text TEXT, pros TEXT,
  cons TEXT, rating_value REAL, rating_best REAL, stars REAL, reply_text TEXT, reply_at TEXT, edited_at TEXT,
  fetched_at TEXT NOT NULL, replaced_at TEXT NOT NULL, PRIMARY KEY (item_id, revision)
) STRICT;

CREATE TABLE item_alias (
  key TEXT PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX item_alias_of ON item_alias (item_id);

CREATE TABLE item_tag (
  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, tag TEXT NOT NULL, added_by TEXT NOT NULL,
  added_at TEXT NOT NULL, PRIMARY KEY (item_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_tag_name ON item_tag (tag, item_id);

CREATE TABLE correction (
  seq INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, field TEXT NOT NULL,
  value TEXT, made_by TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX correction_of_item ON correction (item_id);

CREATE TABLE understanding_next (
  version TEXT NOT NULL, item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, body TEXT NOT NULL,
  PRIMARY KEY (item_id, version)
) STRICT;
CREATE INDEX understanding_next_version ON understanding_next (version);

CREATE VIRTUAL TABLE item_words USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE rollup (
  brand TEXT NOT NULL, day TEXT NOT NULL, scraper TEXT NOT NULL, channel TEXT NOT NULL, effective_language TEXT NOT NULL,
  effective_sentiment TEXT NOT NULL, star_group INTEGER NOT NULL, n INTEGER NOT NULL, stars_sum REAL NOT NULL,
  stars_n INTEGER NOT NULL,
  PRIMARY KEY (brand, day, scraper, channel, effective_language, effective_sentiment, star_group)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_day (brand TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (brand, day)) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, brand TEXT NOT NULL,
  quiet INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_link (
  hash TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  hash TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE api_key (
  hash TEXT PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, name TEXT NOT NULL, scope TEXT NOT NULL, created_at TEXT NOT NULL,
  last_used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotent_answer (
  key TEXT NOT NULL, route TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, kept_at TEXT NOT NULL,
  PRIMARY KEY (key, route)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

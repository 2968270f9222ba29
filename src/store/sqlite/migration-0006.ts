/**
 * What looks paid for, beside its item; people's verdicts, campaigns of the brands' own, and the days of which reviews are to be
 * weighed again. `unusual_level` is what is filtered by, null for nothing unusual: few items have one.
 */
export const sql = `
ALTER TABLE item ADD COLUMN unusual_score REAL;
ALTER TABLE item ADD COLUMN unusual_found TEXT;
ALTER TABLE item ADD COLUMN unusual_level TEXT;
ALTER TABLE item ADD COLUMN unusual_reasons TEXT;
ALTER TABLE item ADD COLUMN unusual_version TEXT;
ALTER TABLE item ADD COLUMN unusual_log TEXT;
ALTER TABLE item ADD COLUMN unusual_at TEXT;
ALTER TABLE item ADD COLUMN verdict TEXT;
ALTER TABLE item ADD COLUMN verdict_by TEXT;
ALTER TABLE item ADD COLUMN verdict_at TEXT;
CREATE INDEX item_unusual ON item (brand, unusual_level) WHERE unusual_level IS NOT NULL;
CREATE INDEX item_unusual_at ON item (brand, unusual_at) WHERE unusual_at IS NOT NULL;
CREATE INDEX item_verdict ON item (brand, verdict_at) WHERE verdict IS NOT NULL;

CREATE TABLE campaign (id TEXT PRIMARY KEY, brand TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_brand ON campaign (brand, id);

CREATE TABLE weigh_day (
  brand TEXT NOT NULL, day TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (brand, day)
) STRICT, WITHOUT ROWID;
`;

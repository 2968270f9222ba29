/** Texts drawn at random for people to read, and what they said. They are erased with their items. */
export const sql = `
CREATE TABLE audit (
  key TEXT PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE, brand TEXT NOT NULL, revision INTEGER NOT NULL,
  channel TEXT NOT NULL, day TEXT NOT NULL, model_version TEXT NOT NULL, model TEXT NOT NULL, stratum TEXT NOT NULL,
  inclusion REAL NOT NULL, draw TEXT NOT NULL, drawn_at TEXT NOT NULL, answer TEXT
) STRICT;
CREATE INDEX audit_brand ON audit (brand, drawn_at, key);
`;

/**
 * Copies and families of texts. `related` says how far an item has come (see `rows/related.ts`); texts that were there before wait
 * (0) and keep the copies they have until they are related. `bands` are its keys of the look-up, eight letters each; `item_band`
 * is that list turned around, kept in step by triggers. `item_link` holds each pair of texts that are alike, from both sides.
 */
const MOST_BANDS = 40;
const BAND_LETTERS = 8;
const PLACES = JSON.stringify(Array.from({ length: MOST_BANDS }, (_, at) => at * BAND_LETTERS + 1));
const BANDS = (row: string) =>
  `SELECT substr(${row}.bands, value, ${BAND_LETTERS}), ${row}.id FROM json_each('${PLACES}') WHERE value < length(${row}.bands)`;
const GONE = `DELETE FROM item_band WHERE (band, item_id) IN (${BANDS('OLD')});`;

export const sql = `
ALTER TABLE item ADD COLUMN related INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN bands TEXT;
ALTER TABLE item ADD COLUMN family TEXT;
ALTER TABLE item ADD COLUMN similarity REAL;
UPDATE item SET related = -1 WHERE channel <> 'public' OR is_own = 1;
DROP INDEX item_copies;
ALTER TABLE item DROP COLUMN dup_key;
ALTER TABLE item DROP COLUMN dup_day;
CREATE INDEX item_waiting ON item (partial, brand, related) WHERE related >= 0;
CREATE INDEX item_copy_of ON item (brand, copy_of, key) WHERE copy_of IS NOT NULL;
CREATE INDEX item_family ON item (brand, family, key) WHERE family IS NOT NULL;

CREATE TABLE item_band (band TEXT NOT NULL, item_id INTEGER NOT NULL, PRIMARY KEY (band, item_id)) STRICT, WITHOUT ROWID;
CREATE TABLE item_link (
  item_id INTEGER NOT NULL, other_id INTEGER NOT NULL, level TEXT NOT NULL, similarity REAL NOT NULL,
  PRIMARY KEY (item_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER item_band_other AFTER UPDATE OF bands ON item BEGIN
  ${GONE}
  INSERT OR IGNORE INTO item_band (band, item_id) ${BANDS('NEW')};
END;
CREATE TRIGGER item_band_gone AFTER DELETE ON item WHEN OLD.bands IS NOT NULL BEGIN
  ${GONE}
END;
CREATE TRIGGER item_link_gone AFTER DELETE ON item BEGIN
  DELETE FROM item_link WHERE other_id = OLD.id AND item_id IN (SELECT other_id FROM item_link WHERE item_id = OLD.id);
  DELETE FROM item_link WHERE item_id = OLD.id;
END;
`;

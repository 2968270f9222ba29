/**
 * What a text speaks of, its kind, and why its mood was read so. `theme_signs` lists themes with their signs (`delivery:negative`);
 * `item_theme` is that list turned around, so that the texts of a theme are a walk in the order of ids. Triggers keep it in step
 * with whoever writes an item. `signs` is a sum: 1 negative, 2 neutral, 4 positive.
 */
const NAMES = (row: string) =>
  `INSERT INTO item_theme (brand, theme, item_id, signs)
    SELECT ${row}.brand, substr(value, 1, instr(value, ':') - 1), ${row}.id,
      sum(CASE substr(value, instr(value, ':') + 1) WHEN 'negative' THEN 1 WHEN 'neutral' THEN 2 ELSE 4 END)
    FROM json_each(${row}.theme_signs) GROUP BY 2;`;
const GONE = `DELETE FROM item_theme WHERE brand = OLD.brand AND item_id = OLD.id
    AND theme IN (SELECT substr(value, 1, instr(value, ':') - 1) FROM json_each(OLD.theme_signs));`;

export const sql = `
ALTER TABLE item ADD COLUMN kind TEXT;
ALTER TABLE item ADD COLUMN why TEXT;
ALTER TABLE item ADD COLUMN themes TEXT;
ALTER TABLE item ADD COLUMN corrected_kind TEXT;
ALTER TABLE item ADD COLUMN corrected_themes TEXT;
ALTER TABLE item ADD COLUMN effective_kind TEXT NOT NULL DEFAULT 'unread';
ALTER TABLE item ADD COLUMN theme_signs TEXT;
UPDATE item SET effective_kind = 'pending' WHERE understood = 0;
CREATE INDEX item_kind ON item (brand, effective_kind) WHERE shown = 1;

CREATE TABLE item_theme (
  brand TEXT NOT NULL, theme TEXT NOT NULL, item_id INTEGER NOT NULL, signs INTEGER NOT NULL, PRIMARY KEY (brand, theme, item_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER item_theme_new AFTER INSERT ON item WHEN NEW.theme_signs IS NOT NULL BEGIN
  ${NAMES('NEW')}
END;
CREATE TRIGGER item_theme_other AFTER UPDATE OF theme_signs ON item BEGIN
  ${GONE}
  ${NAMES('NEW')}
END;
CREATE TRIGGER item_theme_gone AFTER DELETE ON item WHEN OLD.theme_signs IS NOT NULL BEGIN
  ${GONE}
END;
`;

/**
 * A person's word on one of several copies holds for all of them: of which one it was said. Where something was said already, copies
 * are related once more, and get it then (`-related` is the next state of one that was done; see `rows/related.ts`).
 */
export const sql = `
ALTER TABLE item ADD COLUMN verdict_of TEXT;
UPDATE item SET related = -related % 1073741824
  WHERE verdict IS NOT NULL AND related < 0 AND (copy_of IS NOT NULL OR copies > 0);
`;

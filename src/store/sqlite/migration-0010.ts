/** Items whose links have changed since their group was placed: a group is placed once for many steps of comparing, not after each. */
export const sql = `
CREATE TABLE place_due (brand TEXT NOT NULL, item_id INTEGER NOT NULL, PRIMARY KEY (brand, item_id)) STRICT, WITHOUT ROWID;
`;

/** The themes of new and changed items are written by `theme-rows.ts`: the triggers took half of the time of storing a text. */
export const sql = `
DROP TRIGGER item_theme_new;
DROP TRIGGER item_theme_other;
`;

/**
 * Kinds of text that are nobody's opinion: never in a share of opinions, nor in one of themes. Apart from the schemas: the threads of
 * the store need the words alone.
 */
export const NO_OPINION = ['advertisement', 'reply'] as const;

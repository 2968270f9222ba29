import { FLAG_FIELDS, LIST_FIELDS } from './filter-fields.ts';

const LISTS: readonly string[] = LIST_FIELDS;
const FLAGS: readonly string[] = FLAG_FIELDS;
const NUMBERS: readonly string[] = ['stars', 'stars_lte', 'stars_gte'];

/** Parameters of the API as the filter object that a bulk change takes. */
export function bulkFilter(query: string): Record<string, unknown> {
  const params = new URLSearchParams(query);
  const filter: Record<string, unknown> = {};
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name).map((value) => {
      if (NUMBERS.includes(name)) return Number(value);
      return FLAGS.includes(name) ? value === 'true' : value;
    });
    filter[name] = LISTS.includes(name) ? values : values[0];
  }
  return filter;
}

import type { z } from 'zod';

/** What is wrong with options, for a person: `fields.txet: there is no such field; item: ...`. */
export function sayIssues(error: z.ZodError, whole: string): string {
  return error.issues
    .map((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const where = [...issue.path.map(String), ...(keys.length === 1 ? keys : [])].join('.') || whole;
      return `${where}: ${issue.message}`;
    })
    .join('; ');
}

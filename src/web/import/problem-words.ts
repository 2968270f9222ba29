/** What the server says about rows and files, which is English, taken apart so that it can be said in the reader's language. */
export interface ProblemWords {
  readonly key: keyof typeof SHAPES;
  /** Column that it is about; '' where it is about the whole row. */
  readonly column: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

/** Each with up to three values, in the order in which they are said. */
const SHAPES = {
  number: /^got (.{1,60}), wanted a number from (\S{1,20}) to (\S{1,20})$/s,
  range: /^got (.{1,60}), wanted (-?[\d.]{1,20}) to (-?[\d.]{1,20})(?:;.*)?$/s,
  whole: /^got (.{1,60}), wanted a whole number/s,
  anyNumber: /^got (.{1,60}), wanted a number$/s,
  date: /^got (.{1,60}), wanted a date such as/s,
  future: /^got (.{1,60}), which lies in the future/s,
  nothing: /^the row has neither a score nor a comment$/,
  sameId: /^the same id as in row (\d{1,9}), with another answer/,
  cells: /^the row has (\d{1,9}) cells, the header has (\d{1,9})$/,
  headerAgain: /^the header stands here again$/,
  notJson: /^(?:the line )?is not JSON/,
  notObject: /^the line is JSON, but not an object$/,
  twoColumns: /^two columns are called ("[^"]{0,200}"); one is shown as ("[^"]{0,20}")$/,
  bothOrders: /^(.{1,200}) has days before months and months before days$/s,
  dayFirst: /^the dates in (.{1,200}) do not show whether day or month comes first/s,
  noId: /^is empty$/,
  emptyFile: /^is empty; the first row must name the columns$/,
  noHeader: /^has no header: row (\d{1,9}) must name the columns/,
  noRows: /^has a header and no row below it$/,
  noAnswers: /^has no column that holds a score or a comment/,
  noReviews: /^has no column that holds a text or a rating/,
  webPage: /^is a web page, not a table/,
  wrongEncoding: /^was saved in a wrong encoding/,
  openQuote: /^cannot be read from row (\d{1,9}) on: a quotation mark opens there/,
  noObjects: /^holds no JSON object/,
  excel: /^is an (?:old )?Excel workbook/,
  pdf: /^is a PDF/,
  packed: /^cannot be unpacked/,
  scaleEnds: /^the scale of (.{1,100}) ends before it begins$/s,
  wholeScale: /^NPS is asked from 0 to 10/,
} as const;

/** Longer texts are not said by the server: nothing is sought in them. */
const MAX_CHARS = 1000;

/** The words of a problem; null where it is of no kind that is known here. */
export function wordsOf(problem: string): ProblemWords | null {
  if (problem.length > MAX_CHARS) return null;
  const { column, rest } = splitColumn(problem);
  for (const key of Object.keys(SHAPES) as (keyof typeof SHAPES)[]) {
    const found = SHAPES[key].exec(rest);
    if (found) return { key, column, a: plain(found[1]), b: plain(found[2]), c: plain(found[3]) };
  }
  return null;
}

/** `Your score: got "11", wanted 0 to 10`; a title can hold a colon itself. */
function splitColumn(problem: string): { readonly column: string; readonly rest: string } {
  for (const start of [': got ', ': is empty']) {
    const at = problem.lastIndexOf(start);
    if (at > 0) return { column: problem.slice(0, at), rest: problem.slice(at + 2) };
  }
  return { column: '', rest: problem };
}

function plain(value: string | undefined): string {
  return (value ?? '').replace(/^"(.*)"$/s, '$1');
}

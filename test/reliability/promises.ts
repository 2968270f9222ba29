/** One promise of docs/reliability.md. A test proves it when its title ends with the row's id in brackets, as in `... [R01]`. */
export interface Promised {
  readonly id: `R${number}${number}`;
  readonly promise: string;
  /** Said while no test proves it: why. */
  readonly without?: string;
}

export interface Chapter {
  readonly title: string;
  readonly rows: readonly Promised[];
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'The process dies or hangs',
    rows: [
      { id: 'R01', promise: 'A crash at any moment loses nothing and doubles nothing' },
      {
        id: 'R02',
        promise: 'A graceful stop saves the page in hand, ends with 0 within ten seconds and leaves no browser behind',
      },
      { id: 'R03', promise: 'Work of a stalled process is taken over; when it wakes up it writes nothing' },
      { id: 'R04', promise: 'A job that kills its process three times is parked with a reason, and the others go on' },
      { id: 'R08', promise: 'The same job asked for many times is one job' },
      { id: 'R30', promise: 'A mail is sent once per period, never silently skipped' },
      { id: 'R39', promise: 'Jumps of the clock, summer time and leap days make no visit twice and skip none' },
      { id: 'R40', promise: 'Ctrl-C stops long commands promptly, with what was done kept' },
    ],
  },
  {
    title: 'The store fails',
    rows: [
      { id: 'R07', promise: 'A store that is away fails the run, moves no cursor, and the work goes on afterwards' },
      { id: 'R09', promise: 'The same review is stored once, an edited one as a new version' },
      { id: 'R10', promise: 'The cursor is never ahead of the data' },
      { id: 'R31', promise: 'Two servers on one file: the second is refused, commands beside the first work' },
      { id: 'R32', promise: 'An older database is brought up to date and keeps everything' },
      { id: 'R33', promise: 'A full or read-only disk is said in a sentence, leaves no half page, and heals' },
      { id: 'R41', promise: 'A database of a newer Molva is refused with a sentence and not touched' },
      { id: 'R42', promise: 'New models never mix with the old ones in one figure, wherever the change is broken off' },
    ],
  },
  {
    title: 'The web misbehaves',
    rows: [
      { id: 'R11', promise: 'Only what can heal is tried again' },
      { id: 'R12', promise: 'Waits between tries grow, are capped and spread' },
      { id: 'R13', promise: 'Retry-After is honoured: seconds, dates, past and absurd ones' },
      { id: 'R14', promise: '429 costs no try, and a burst of them is one wait' },
      { id: 'R15', promise: 'The pace of a host holds in every window of time' },
      { id: 'R16', promise: 'A host that waits blocks nobody else' },
      { id: 'R17', promise: 'Endless 429 is given up; what was read is kept' },
      { id: 'R18', promise: 'robots.txt is obeyed, and asked once per host' },
      { id: 'R19', promise: 'A robots.txt that cannot be had denies, and says so' },
      { id: 'R20', promise: 'Crawl-delay is respected' },
      { id: 'R23', promise: 'Hostile bodies end at a budget, not in memory' },
      { id: 'R24', promise: 'A browser that dies costs one try and leaves no process behind' },
      { id: 'R25', promise: 'A changed layout is noticed, never read as fewer reviews' },
      { id: 'R26', promise: 'A source that fell silent is noticed' },
      { id: 'R27', promise: 'Pagination neither loops nor leaves the site' },
      { id: 'R28', promise: 'No address leads inside the private network' },
      { id: 'R29', promise: 'One bad source stops no other' },
    ],
  },
  {
    title: 'Queue and several processes',
    rows: [
      { id: 'R05', promise: 'Redis goes away and comes back: work resumes by itself' },
      { id: 'R06', promise: 'Redis emptied: the schedule is rebuilt from the store' },
      { id: 'R34', promise: 'A job that this version does not know is dropped with a warning' },
    ],
  },
  {
    title: 'Load, settings and secrets',
    rows: [
      { id: 'R22', promise: 'Memory is bounded under a slow store: pages are fetched at most one ahead of each visit' },
      { id: 'R35', promise: 'Bad settings never half-start: all problems are listed, nothing is opened' },
      { id: 'R36', promise: 'No text, author or token of anybody in the log at info and above' },
      { id: 'R37', promise: 'The event loop stays free while texts are understood' },
      {
        id: 'R38',
        promise: 'Throughput is known',
        without: 'measured by `npm run bench`, see [performance.md](performance.md)',
      },
      { id: 'R43', promise: 'Each address of the API asks for the right key, and for no less' },
      { id: 'R44', promise: 'Another site cannot act in the name of who is signed in' },
      { id: 'R45', promise: 'Paths and headers given from outside reach no file and no header' },
      { id: 'R46', promise: 'Guessing sign-in links and keys is slowed down' },
      { id: 'R47', promise: 'Answers carry the headers, and cookies the flags, that keep them safe' },
    ],
  },
];

import type { DemoReport, FoundOfPlanted, SurveyReport } from './report.ts';
import type { Agreement } from './report-agreement.ts';

/** The report as lines for a terminal. */
export function renderDemoReport(report: DemoReport): string {
  const { sentiment } = report;
  const rows: (readonly [string, string])[] = [
    ...report.sites.map(({ site, planted, found }) => [`reviews on ${site}`, `${found} of ${planted}`] as const),
    ['items that nobody planted', String(report.unexpected)],
    ['exact copies across sites', tally(report.exactCopies)],
    ['retyped copies across sites', tally(report.retypedCopies)],
    ['edits kept as versions', tally(report.edits)],
    ['vanished reviews marked', tally(report.vanished)],
    ['phone numbers and e-mails masked', `${report.maskedContacts.found} of ${report.maskedContacts.planted}`],
    ...(report.captcha ? [['closed sites said to be blocked', tally(report.captcha)] as const] : []),
    ...(report.survey ? surveyRows(report.survey) : []),
    ['posts about the brand told from others', share(report.mentions)],
    ['language as planted', share(report.language)],
    ['sentiment as planted', share(sentiment)],
    ['   of those not marked unsure', share(sentiment.sure)],
    ...Object.entries(sentiment.byLanguage).map(([code, part]) => [`   ${code}`, share(part)] as const),
    ['   mean F1 of the labels', sentiment.macroF1 === null ? 'no text was read' : sentiment.macroF1.toFixed(2)],
    ['   marked unsure', share({ n: sentiment.n, agree: sentiment.unsure })],
    ...(report.pending > 0 ? [['not understood yet', String(report.pending)] as const] : []),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const head = `Made-up data: found against planted (seed ${report.seed}, story until ${report.now}, visit ${report.visit})`;
  return [head, '', ...rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`)].join('\n');
}

function surveyRows({ answers, nps, deadSourceNamed }: SurveyReport): (readonly [string, string])[] {
  return [
    ['survey answers', tally(answers)],
    [
      'NPS of the survey, as compared',
      `${nps.said === null ? 'not said' : nps.said.toFixed(0)}, planted ${nps.planted.toFixed(0)}`,
    ],
    ['figures over time that name the dead source', tally(deadSourceNamed)],
  ];
}

function tally({ planted, found, wrong }: FoundOfPlanted): string {
  return `${found} of ${planted}${wrong > 0 ? `, and ${wrong} that nobody planted` : ''}`;
}

function share({ n, agree }: Agreement): string {
  return n === 0 ? 'none read' : `${((100 * agree) / n).toFixed(1)} % (${agree} of ${n})`;
}

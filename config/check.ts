import { Cron } from 'croner';
import type { Config } from './schema.ts';

/** What a shape cannot say: zones and schedules that exist, names that are not used twice, pairs that cannot work. */
export function checkMeaning(config: Config): string[] {
  const problems: string[] = [];
  const check = (where: string, problem: string | undefined): void => {
    if (problem !== undefined) problems.push(`${where}: ${problem}`);
  };
  check('collect.schedule', scheduleProblem(config.collect.schedule));
  if (config.collect.maxDecodedBytes < config.collect.maxBytes) {
    problems.push(
      'collect.maxDecodedBytes: is smaller than collect.maxBytes; a plain page of the allowed size could never be read',
    );
  }
  const seen = new Map<string, number>();
  config.brands.forEach((brand, index) => {
    const where = `brands.${index}`;
    const before = seen.get(brand.id);
    if (before !== undefined)
      problems.push(`${where}.id: ${JSON.stringify(brand.id)} is already the name of brands.${before}`);
    seen.set(brand.id, index);
    check(`${where}.timeZone`, zoneProblem(brand.timeZone));
    brand.targets.forEach((target, number) => {
      const url = typeof target === 'string' ? target : target.url;
      check(`${where}.targets.${number}${typeof target === 'string' ? '' : '.url'}`, addressProblem(url));
      if (typeof target !== 'string' && target.schedule !== undefined) {
        check(`${where}.targets.${number}.schedule`, scheduleProblem(target.schedule));
      }
    });
  });
  return problems;
}

/** A sentence when the cron expression cannot be read or never comes due. */
export function scheduleProblem(schedule: string): string | undefined {
  try {
    const next = new Cron(schedule, { paused: true }).nextRun(new Date(0));
    return next === null ? `got ${JSON.stringify(schedule)}, which never comes due` : undefined;
  } catch {
    return `got ${JSON.stringify(schedule)}, wanted a cron expression such as "17 */6 * * *"`;
  }
}

export function zoneProblem(zone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return undefined;
  } catch {
    return `got ${JSON.stringify(zone)}, wanted an IANA zone such as "Europe/Amsterdam"`;
  }
}

export function addressProblem(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return `got ${JSON.stringify(url)}, wanted an address such as "https://otzovik.com/reviews/..."`;
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
    return `got ${parsed.protocol}, wanted https: or http:`;
  if (parsed.username !== '' || parsed.password !== '')
    return 'holds a user name or password; addresses must be public';
  return undefined;
}

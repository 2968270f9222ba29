import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

/**
 * Serious and critical faults of a page for people with a reader or a keyboard, one line each with its first places.
 * The page's only frame holds a mail and lets no script in, the checker's neither: it is left out.
 */
export async function faults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe')
    // Every rule looks at every element, but of what passed only one place travels here from the browser: without these two
    // an answer is some megabytes, sent three times, and reading it takes longer than the check.
    .setLegacyMode()
    .options({ iframes: false, resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Checks the accessibility of a page with axe: WCAG 2.2 A and AA, and the good practices.
 *
 * @returns A line for each finding. Expect an empty list.
 */
export async function findProblems(page: Page): Promise<readonly string[]> {
  // axe refuses to run within an animation: a half-transparent dialog has too little contrast.
  await page.evaluate(
    // One that repeats forever has no end to wait for.
    'Promise.all(document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < 1e6).map((each) => each.finished.catch(() => 0)))',
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
  );
}

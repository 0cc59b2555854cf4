import { createFixture } from './fixture.ts';
import type { Result, Settings } from './script.ts';
import type { MakeSubject } from './subject.ts';
import { table } from './table.ts';

/** Runs every behaviour, one after the other; what waits for nothing is not slowed down by others. */
export async function runTable(
  settings: Settings,
  make: MakeSubject,
  report: (result: Result) => void,
): Promise<void> {
  for (const [group, behaviours] of Object.entries(table)) {
    if (settings.without?.includes(group)) continue;
    for (const { name, run } of behaviours) {
      const started = performance.now();
      let problem: string | null = null;
      try {
        await run(createFixture(settings, make));
      } catch (error) {
        problem = String((error as Error)?.stack ?? error);
      }
      report({ name, problem, milliseconds: Math.round(performance.now() - started) });
    }
  }
}

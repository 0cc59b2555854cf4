import { inProcesses } from '../in-processes.ts';
import { type Framework, frameworks } from '../plugins/frameworks.ts';
import { startServer } from '../plugins/start-server.ts';
import { createRow, type Group } from '../row.ts';

const BARE = 'no authentication';
const CHECK = 'a hand-written check';
/** What a plugin may add to a request, relative to what the check adds. */
const LIMIT = 2;

/**
 * Measures what authentication adds to a request on a real server. The floor is what a hand-written check adds to the same
 * server: one SHA-256 and one read of a Map.
 */
export const pluginsGroup: Group = {
  title: 'processor time that authentication adds to a request, relative to a hand-written check',
  async run() {
    const rows = [];
    for (const framework of Object.keys(frameworks) as Framework[]) {
      const variants = Object.keys(await frameworks[framework]());
      const starts = variants.map((variant) => [variant, () => startServer(framework, variant)] as const);
      const generations = await inProcesses(Object.fromEntries(starts), {
        generations: 7,
        warmUp: 4,
        rounds: 5,
      });
      const costOf = (generation: (typeof generations)[number], name: string) =>
        generation[name] ?? Number.NaN;
      rows.push(
        createRow(
          `${framework}: ${CHECK}, over ${BARE}`,
          generations.map((each) => ({ value: costOf(each, CHECK), floor: costOf(each, BARE) })),
          { unit: 'ns', by: 'difference' },
        ),
      );
      for (const variant of variants.filter((name) => name !== BARE && name !== CHECK)) {
        const samples = generations.map((each) => ({
          value: costOf(each, variant) - costOf(each, BARE),
          floor: costOf(each, CHECK) - costOf(each, BARE),
        }));
        const limit = variant.startsWith('@lynk-auth/') ? { limit: LIMIT } : {};
        rows.push(createRow(`${framework}: ${variant}`, samples, { unit: 'ns', ...limit }));
      }
    }
    return rows;
  },
};

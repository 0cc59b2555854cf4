import { inProcesses } from '../in-processes.ts';
import { type Framework, frameworks } from '../plugins/frameworks.ts';
import { startServer } from '../plugins/start-server.ts';
import { createRow, type Group } from '../row.ts';

const BARE = 'no authentication';

/** Measures requests to a real server with authentication. The floor is the same request to the server without it. */
export const pluginsGroup: Group = {
  title: 'processor time of a request with authentication, relative to the same server without it',
  async run() {
    const rows = [];
    for (const framework of Object.keys(frameworks) as Framework[]) {
      const variants = Object.keys(await frameworks[framework]());
      const starts = variants.map((variant) => [variant, () => startServer(framework, variant)] as const);
      const generations = await inProcesses(Object.fromEntries(starts), {
        generations: 11,
        // 32,000 requests: before that, much of the code is not compiled yet, which costs most where there is most of it.
        warmUp: 40,
        rounds: 5,
      });
      for (const variant of variants.filter((name) => name !== BARE)) {
        const samples = generations.map((each) => ({
          value: each[variant] ?? Number.NaN,
          floor: each[BARE] ?? Number.NaN,
        }));
        rows.push(createRow(`${framework}: ${variant}`, samples, { unit: 'ns' }));
      }
    }
    return rows;
  },
};

import { inTurns, type Turn } from '../in-turns.ts';
import { type Framework, frameworks } from '../plugins/frameworks.ts';
import { startFramework } from '../plugins/start-framework.ts';
import type { Group, Row } from '../row.ts';

const WARM_UP = 3000;
const ROUNDS = 40;
const REQUESTS = 400;
const FLOOR = 'a hand-written check';

/** Compares the cost of a request with a plugin with that of a hand-written check on the same server. */
export const pluginsGroup: Group = {
  title:
    'processor time per request on a real server, relative to a hand-written check: one SHA-256 and one read of a Map',
  async run() {
    const rows: Row[] = [];
    for (const framework of Object.keys(frameworks) as Framework[]) {
      const measured = await measureAll(framework);
      const floor = measured[FLOOR] ?? Number.NaN;
      for (const [variant, value] of Object.entries(measured)) {
        const limit = variant.startsWith('@lynk-auth/') ? { limit: { ratio: 1.2 } } : {};
        rows.push({ name: `${framework}: ${variant}`, value, floor, unit: 'ns', ...limit });
      }
    }
    return rows;
  },
};

async function measureAll(framework: Framework): Promise<Readonly<Record<string, number>>> {
  const { variants, measure, close } = await startFramework(framework);
  try {
    for (const variant of variants) await measure(variant, WARM_UP);
    const turns = variants.map((variant): [string, Turn] => [variant, () => measure(variant, REQUESTS)]);
    return await inTurns(Object.fromEntries(turns), ROUNDS, 0.5);
  } finally {
    close();
  }
}

import { quantile } from '../compare.ts';
import { type Framework, frameworks } from '../plugins/frameworks.ts';
import { startFramework } from '../plugins/start-framework.ts';
import type { Group, Row } from '../row.ts';

const WARM_UP = 3000;
const ROUNDS = 40;
const REQUESTS = 400;
const FLOOR = 'a hand-written check';

/** What a request costs a server with a plugin, against the same server with a check written by hand. */
export const pluginsGroup: Group = {
  title: 'processor time a request on a real server, over one SHA-256 and one read of a Map written by hand',
  async run() {
    const rows: Row[] = [];
    for (const framework of Object.keys(frameworks) as Framework[]) {
      const measured = await measureAll(framework);
      const floor = measured.get(FLOOR) ?? Number.NaN;
      for (const [variant, value] of measured) {
        const limit = variant.startsWith('@lynk-auth/') ? { limit: { ratio: 1.2 } } : {};
        rows.push({ name: `${framework}: ${variant}`, value, floor, unit: 'ns', ...limit });
      }
    }
    return rows;
  },
};

/** In short turns, as in `compare`. */
async function measureAll(framework: Framework): Promise<ReadonlyMap<string, number>> {
  const { variants, measure, close } = await startFramework(framework);
  try {
    for (const variant of variants) await measure(variant, WARM_UP);
    const taken = new Map(variants.map((variant): [string, number[]] => [variant, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [place] of variants.entries()) {
        // Another one begins each round: who comes behind whom made a difference of a fifth.
        const variant = variants[(place + round) % variants.length] as string;
        taken.get(variant)?.push(await measure(variant, REQUESTS));
      }
    }
    return new Map([...taken].map(([variant, times]) => [variant, quantile(times)]));
  } finally {
    close();
  }
}

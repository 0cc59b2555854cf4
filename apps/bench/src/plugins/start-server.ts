import type { Measurable } from '../in-processes.ts';
import { startChild } from '../start-child.ts';
import type { Framework } from './frameworks.ts';
import { openConnection } from './open-connection.ts';
import type { Started } from './variant.ts';

const CONNECTIONS = 16;
const REQUESTS = 800;

/** Starts a variant of a framework in its own process. The connections to it stay open. */
export async function startServer(framework: Framework, variant: string): Promise<Measurable> {
  const child = startChild('plugins/serve', [framework, variant]);
  const { port, authorization } = await child.next<Started>();
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => openConnection(port, authorization)),
  );
  for (const { request } of connections) await request();
  const readUsage = () => {
    child.go();
    return child.next<number>();
  };
  return {
    async measure() {
      let left = REQUESTS;
      const before = await readUsage();
      await Promise.all(
        connections.map(async ({ request }) => {
          while (left > 0) {
            left -= 1;
            await request();
          }
        }),
      );
      return ((await readUsage()) - before) / REQUESTS;
    },
    end() {
      for (const { end } of connections) end();
      child.end();
    },
  };
}

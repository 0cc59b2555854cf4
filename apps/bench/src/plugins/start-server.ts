import type { Measurable } from '../in-processes.ts';
import { startChild } from '../start-child.ts';
import type { Framework } from './frameworks.ts';
import { createGet } from './open-connection.ts';
import { openConnections } from './open-connections.ts';
import type { Started } from './variant.ts';

/** Starts a variant of a framework in its own process. The connections to it stay open. */
export const startServer = (framework: Framework, variant: string): Promise<Measurable> =>
  startMeasured<Started>('plugins/serve', [framework, variant], createGet);

/**
 * Starts a server in its own process, and measures its processor time per request.
 *
 * @param name The program, which prints what it has started and then reports its processor time.
 * @param toRequest Creates the request, as a string, from what the program has printed.
 */
export async function startMeasured<S extends Pick<Started, 'port'>>(
  name: string,
  values: readonly string[],
  toRequest: (started: S) => string,
): Promise<Measurable> {
  const child = startChild(name, values);
  const started = await child.next<S>();
  const connections = await openConnections(started.port, toRequest(started));
  const readUsage = () => {
    child.go();
    return child.next<number>();
  };
  return {
    async measure() {
      const before = await readUsage();
      const { length } = await connections.send();
      return ((await readUsage()) - before) / length;
    },
    end() {
      connections.end();
      child.end();
    },
  };
}

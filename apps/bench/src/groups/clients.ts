import { startApiServer } from '../api-server.ts';
import { inProcesses, type Measurable } from '../in-processes.ts';
import { createRow, type Group } from '../row.ts';
import { startChild } from '../start-child.ts';

/**
 * Clients, and the library under each of them. A client limits the time and the size of a response; the limit of a row
 * that hands the response to its caller applies to a library with the same limits.
 */
const pairs = [
  { name: '@lynk-auth/fetch', base: 'ofetch', limit: 1.1 },
  { name: 'client.raw', base: 'ofetch' },
  { name: 'client.raw', base: 'ofetch with limits', limit: 1.1 },
  { name: 'withLynkAuth(fetch)', base: 'fetch' },
  { name: 'withLynkAuth(fetch)', base: 'fetch with limits', limit: 1.1 },
  { name: '@lynk-auth/axios', base: 'axios', limit: 1.1 },
  { name: "@lynk-auth/axios on axios' fetch adapter", base: "axios' fetch adapter" },
  {
    name: "@lynk-auth/axios on axios' fetch adapter",
    base: "axios' fetch adapter with limits",
    limit: 1.1,
  },
  { name: 'graphql-request, withLynkAuth', base: 'graphql-request' },
  { name: 'graphql-request, withLynkAuth', base: 'graphql-request with limits', limit: 1.1 },
  { name: 'fetch with limits', base: 'fetch' },
  { name: 'ofetch', base: 'fetch' },
  { name: 'axios', base: 'fetch' },
  { name: 'graphql-request', base: 'fetch' },
  { name: 'ky', base: 'fetch' },
  { name: '@octokit/request', base: 'fetch' },
] as const;

type ClientName = (typeof pairs)[number]['name' | 'base'];

/**
 * Measures the processor time of the client's process per query. The server is another process. Each client is measured
 * once per generation, in turns with all others, and is the floor of all rows above it.
 */
export const clientsGroup: Group = {
  title: 'processor time of the client per query, relative to the library under it',
  async run() {
    const { endpoint, stop } = await startApiServer();
    try {
      const names = new Set<ClientName>(pairs.flatMap(({ name, base }) => [name, base]));
      const variants = Object.fromEntries(
        [...names].map((name) => [name, () => startClient(name, endpoint)]),
      ) as Record<ClientName, () => Promise<Measurable>>;
      // After 4,800 requests: before that, much of the code is not compiled yet. Later the ratios stay the same.
      const generations = await inProcesses(variants, { generations: 17, warmUp: 15, rounds: 5 });
      return pairs.map(({ name, base, ...limit }) => {
        const samples = generations.map((costs) => ({ value: costs[name], floor: costs[base] }));
        return createRow(`${name}, over ${base}`, samples, { unit: 'ns', ...limit });
      });
    } finally {
      stop();
    }
  },
};

async function startClient(name: string, endpoint: string): Promise<Measurable> {
  const child = startChild('children/client', [name, endpoint]);
  await child.next();
  return {
    measure() {
      child.go();
      return child.next<number>();
    },
    end: child.end,
  };
}

import { type Connection, openConnection } from './open-connection.ts';

const CONNECTIONS = 16;
const REQUESTS = 800;

/** Kept connections to a server. */
export interface Connections {
  /**
   * Sends 800 requests, as many at a time as there are connections.
   *
   * @returns The time of each, in nanoseconds.
   */
  send(): Promise<readonly number[]>;
  end(): void;
}

/** Opens connections, each of which has served a request. */
export async function openConnections(port: number, request: string): Promise<Connections> {
  const connections: readonly Connection[] = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => openConnection(port, request)),
  );
  for (const { request } of connections) await request();
  return {
    async send() {
      const times: number[] = [];
      let left = REQUESTS;
      await Promise.all(
        connections.map(async ({ request }) => {
          while (left > 0) {
            left -= 1;
            const started = performance.now();
            await request();
            times.push((performance.now() - started) * 1e6);
          }
        }),
      );
      return times;
    },
    end() {
      for (const { end } of connections) end();
    },
  };
}

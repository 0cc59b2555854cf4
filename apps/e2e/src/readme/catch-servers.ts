import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, Server } from 'node:net';

/** Makes every server listen on a free port of this machine, whatever port it asks for. */
export function catchServers() {
  const caught: Server[] = [];
  const { listen } = Server.prototype;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    caught.push(this);
    const listener = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
    return listen.call(this, { port: 0, host: '127.0.0.1' }, listener);
  } as typeof listen;
  return {
    caught,
    close() {
      Server.prototype.listen = listen;
      for (const each of caught) {
        each.close();
        (each as Server & { closeAllConnections?: () => void }).closeAllConnections?.();
      }
    },
  };
}

/** Requests each server without a token. The response must be 401, also to an upgrade if the server handles upgrades. */
export async function checkServers(servers: readonly Server[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const server of servers) {
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers =
      server.listenerCount('upgrade') > 0 ? { connection: 'Upgrade', upgrade: 'websocket' } : {};
    const sent = request({ port, host: '127.0.0.1', headers, agent: false }).end();
    const [{ statusCode }] = await once(sent, 'response');
    if (statusCode !== 401) problems.push(`the response without a token is ${statusCode}, not 401`);
  }
  return problems;
}

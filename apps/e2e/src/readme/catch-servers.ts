import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, Server } from 'node:net';

/** From now on, whatever port is asked for, a server listens on any port of this machine. */
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

/** Asks each without a token: it must be refused, and an upgrade too where it takes any. */
export async function askServers(servers: readonly Server[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const server of servers) {
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers =
      server.listenerCount('upgrade') > 0 ? { connection: 'Upgrade', upgrade: 'websocket' } : {};
    const asked = request({ port, host: '127.0.0.1', headers, agent: false }).end();
    const [{ statusCode }] = await once(asked, 'response');
    if (statusCode !== 401) problems.push(`without a token it answers ${statusCode}`);
  }
  return problems;
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, readConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { firstStart } from './first-start.ts';
import { createApiServer } from './http/create-api-server.ts';
import { openSystem } from './open-system.ts';
import { StartError } from './start-error.ts';
import { stopServer } from './stop-server.ts';
import { welcome } from './welcome.ts';
import { writeFirstToken } from './write-first-token.ts';

/** Addresses that only this machine can reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** The environment and the outputs of the console. */
export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes messages for the user. */
  readonly print: (text: string) => void;
  /** Writes a line to the log. */
  readonly log: (line: string) => void;
}

/** A running console. */
export interface RunningConsole {
  readonly address: string;
  /**
   * Completes the requests in flight, then closes the server and the database.
   *
   * @param timeoutMs Connections that are still open after this time are closed.
   */
  stop(timeoutMs: number): Promise<void>;
}

/**
 * Starts the console: opens the database, listens, fills an empty database and prints the welcome message.
 *
 * @throws {StartError} if the configuration, the database or the address cannot be used.
 */
export async function startConsole({ env, print, log }: StartOptions): Promise<RunningConsole> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel, log);
  const system = await openSystem(config.dataFolder, logger, { create: true });
  try {
    const { authority, verifier } = system;
    const server = createApiServer({ ...config, authority, verifier, logger });
    // Listens first: the token is shown only once, so it must not be issued if the port is in use.
    const address = await listen(server, config);
    const first = await firstStart(system);
    const file =
      first !== null && config.firstToken === 'file'
        ? await writeFirstToken(config.dataFolder, first.token)
        : null;
    print(welcome(address, first, file));
    logger.info({ address }, 'listening');
    if (!LOOPBACK.test(config.host)) {
      logger.warn(
        { address },
        'the console listens on plain http, which exposes tokens to the network: put TLS in front of this address',
      );
    }
    return {
      address,
      async stop(timeoutMs) {
        logger.info('stopping');
        await stopServer(server, timeoutMs);
        await system.close();
        logger.info('stopped');
      },
    };
  } catch (error) {
    await system.close();
    throw error;
  }
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(explainListen((error as NodeJS.ErrnoException).code, port, host));
  }
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}

function explainListen(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Stop the other process, or choose another port: PORT=4181.`;
  if (code === 'EACCES')
    return `Port ${port} needs more privileges than this user has. Choose a port above 1023: PORT=4180.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${host} is not an address of this machine.`;
  return `The console cannot listen on ${host}:${port} (${code ?? 'unknown error'}).`;
}

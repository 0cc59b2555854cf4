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

/** Where what is sent does not leave the machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** What the console gets from its process. */
export interface StartOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a person reads. */
  readonly print: (text: string) => void;
  /** Where the log goes, a line at a time. */
  readonly log: (line: string) => void;
}

/** A console that runs. */
export interface RunningConsole {
  readonly address: string;
  /** Answers what is in flight, then closes the server and the database. */
  stop(patienceMs: number): Promise<void>;
}

/**
 * Starts the console: opens the database, listens, fills an empty database, and says so.
 *
 * @throws {StartError} with the sentence for a person.
 */
export async function startConsole({ env, print, log }: StartOptions): Promise<RunningConsole> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel, log);
  const system = await openSystem(config.dataFolder, logger);
  try {
    const { authority, verifier } = system;
    const server = createApiServer({ authority, verifier, logger, introspection: config.introspection });
    // First the port: a console that cannot have it must not use up the one showing of the token.
    const address = await listen(server, config);
    print(welcome(address, await firstStart(system, Date.now())));
    logger.info({ address }, 'listening');
    if (!LOOPBACK.test(config.host)) {
      logger.warn({ address }, 'tokens come in over plain http: put TLS in front of this address');
    }
    return {
      address,
      async stop(patienceMs) {
        logger.info('stopping');
        await stopServer(server, patienceMs);
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
    return `Port ${port} is in use. Stop what uses it, or choose another: PORT=4181.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023: PORT=4180.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${host} is no address of this machine.`;
  return `The console cannot listen on ${host}, port ${port} (${code ?? 'unknown error'}).`;
}

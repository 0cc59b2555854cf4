import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { describeFailure } from './describe-failure.ts';
import { firstStart } from './first-start.ts';
import { createApiServer } from './http/create-api-server.ts';
import { createLink, findMemberByEmail } from './identity/create-link.ts';
import { type Identities, openIdentities } from './identity/open-identities.ts';
import { isLoopback } from './is-loopback.ts';
import { createLinkSender } from './notices/create-link-sender.ts';
import { createNotices } from './notices/create-notices.ts';
import { openSystem, type System } from './open-system.ts';
import { createPages } from './site/create-pages.ts';
import { createSite } from './site/create-site.ts';
import { StartError } from './start-error.ts';
import { stopServer } from './stop-server.ts';
import { toAddress } from './to-address.ts';
import { type WelcomeOptions, welcome } from './welcome.ts';
import { writePrivateFile } from './write-private-file.ts';

/** The built application of the dashboard. */
const WEB = fileURLToPath(new URL('../dist/web', import.meta.url));

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
  const notices = createNotices(config, logger);
  const system = await openSystem(config.dataFolder, logger, { create: true, notices });
  let identities: Identities | undefined;
  try {
    const { authority, verifier, store } = system;
    const origins = config.url === null ? [] : [config.url];
    const sendLink = notices?.mailer ? createLinkSender(notices.mailer, authority) : null;
    identities = await openIdentities({ folder: config.dataFolder, store, origins, logger, sendLink });
    const site = createSite({
      ...{ authority, store, identities, origins, logger, sendLink },
      trustedProxies: config.trustedProxies,
      pages: await createPages(WEB),
    });
    const server = createApiServer({ ...config, authority, verifier, logger, site });
    // Listens first: the token is shown only once, so it must not be issued if the port is in use.
    const address = await listen(server, config);
    const { first, tokenFile } = await prepareData(system, config);
    const link = await createFirstLink(system, identities, config, address).catch((error: unknown) => {
      // The API works without a dashboard to log in to.
      logger.warn({ error: describeFailure(error) }, 'the link to the first log-in could not be created');
      return null;
    });
    print(welcome({ address, first, tokenFile, link }));
    logger.info({ address }, 'listening');
    if (!isLoopback(config.host)) {
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
        identities?.close();
        await system.close();
        logger.info('stopped');
      },
    };
  } catch (error) {
    identities?.close();
    await system.close();
    throw error;
  }
}

/** Fills an empty database. */
async function prepareData(system: System, { dataFolder, firstToken }: Config) {
  const first = await firstStart(system);
  const instead = 'Create another token: npm run token -- create --name my-laptop';
  const tokenFile =
    first !== null && firstToken === 'file'
      ? await writePrivateFile(dataFolder, 'first-token', first.token.reveal(), instead)
      : null;
  return { first, tokenFile };
}

/** Creates a link with which the administrator sets the first password. `null` if a password exists. */
async function createFirstLink(
  { store }: System,
  identities: Identities,
  { dataFolder, firstToken, url }: Config,
  address: string,
): Promise<WelcomeOptions['link']> {
  if (await identities.hasPassword()) return null;
  const link = await createLink(identities, await findMemberByEmail(store), url ?? address);
  const instead = 'Create another link: npm run console -- reset-password';
  const file =
    firstToken === 'file' ? await writePrivateFile(dataFolder, 'log-in-link', link.url, instead) : null;
  return { ...link, file };
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(explainListen((error as NodeJS.ErrnoException).code, port, host));
  }
  const { address, port: actual } = server.address() as AddressInfo;
  return toAddress(address, actual);
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

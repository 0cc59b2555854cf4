import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { createLogger, type Logger } from './create-logger.ts';
import { createDataFolder } from './data-folder.ts';
import { createApiServer } from './http/create-api-server.ts';
import { createProbes } from './http/create-probes.ts';
import { openIdentities } from './identity/open-identities.ts';
import { requireSharedSecret } from './identity/session-secret.ts';
import { isLoopback } from './is-loopback.ts';
import { type HostAndPort, listen } from './listen.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import { createMetricsServer } from './metrics/create-metrics-server.ts';
import { createLinkSender } from './notices/create-link-sender.ts';
import { createNotices } from './notices/create-notices.ts';
import { openSystem } from './open-system.ts';
import { prepareData } from './prepare-data.ts';
import { createPages } from './site/create-pages.ts';
import { createSite } from './site/create-site.ts';
import { stopServer } from './stop-server.ts';
import { welcome } from './welcome.ts';

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
   * Serves requests for `LYNK_AUTH_DRAIN`, completes those in flight, then closes the server and the database.
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
  // Before anything is created.
  if (config.databaseUrl !== null) requireSharedSecret(config.sessionSecret);
  /** What was opened, to be closed in the reverse order. */
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  let isStopping = false;
  try {
    // Before the first token is issued: it would be lost if its file could not be written.
    if (config.firstToken === 'file') await createDataFolder(config.dataFolder);
    const metrics = config.metrics === null ? undefined : await loadMetrics();
    const notices = await createNotices(config, logger);
    const system = await openSystem(config, logger, { create: true, notices, metrics });
    opened.push(system.close);
    const { authority, store } = system;
    const origins = config.url === null ? [] : [config.url];
    const sendLink = notices?.mailer ? createLinkSender(notices.mailer, authority) : null;
    const identities = await openIdentities({ config, store, origins, logger, sendLink });
    opened.push(identities.close);
    const server = createApiServer({
      ...config,
      ...{ authority, logger, metrics, isStopping: () => isStopping },
      verifier: metrics?.instrument(system.verifier) ?? system.verifier,
      site: createSite({
        ...{ authority, store, identities, origins, logger, sendLink },
        trustedProxies: config.trustedProxies,
        pages: await createPages(WEB),
      }),
      probes: createProbes({
        // The end of the change log alone, which every verifier reads too.
        check: () => Promise.all([store.changes(Number.MAX_SAFE_INTEGER), identities.check()]),
        isStopping: () => isStopping,
      }),
    });
    if (metrics !== undefined && config.metrics !== null) {
      opened.push(await serveMetrics(metrics, config.metrics, logger));
    }
    // Listens first: the token is shown only once, so it must not be issued if the port is in use.
    const address = await listen(server, config, (code) => explainListen(code, config));
    let timeoutMs = 0;
    opened.push(() => stopServer(server, timeoutMs));
    print(welcome(await prepareData({ system, identities, config, address, logger })));
    logger.info({ address }, 'listening');
    if (!isLoopback(config.host)) {
      logger.warn(
        { address },
        'the console listens on plain http, which exposes tokens to the network: put TLS in front of this address',
      );
    }
    return {
      address,
      async stop(ms) {
        isStopping = true;
        timeoutMs = ms;
        logger.info('stopping');
        // Until the load balancer has seen /readyz, it sends requests.
        await delay(config.drainSeconds * 1000);
        await closeAll();
        logger.info('stopped');
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Not loaded by a console without metrics. */
async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./metrics/create-metrics.ts');
  return createMetrics();
}

/** Serves the metrics, and returns a function that ends it. */
async function serveMetrics(
  metrics: Metrics,
  address: HostAndPort,
  logger: Logger,
): Promise<() => Promise<void>> {
  const server = createMetricsServer(metrics, logger);
  const explain = (code = 'unknown error') =>
    `The metrics cannot be served on the address of LYNK_AUTH_METRICS (${code}). Choose another one: LYNK_AUTH_METRICS=127.0.0.1:9464.`;
  logger.info({ metrics: `${await listen(server, address, explain)}/metrics` }, 'the metrics are served');
  return () => stopServer(server, 0);
}

function explainListen(code: string | undefined, { host, port }: HostAndPort): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Stop the other process, or choose another port: PORT=4181.`;
  if (code === 'EACCES')
    return `Port ${port} needs more privileges than this user has. Choose a port above 1023: PORT=4180.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${host} is not an address of this machine.`;
  return `The console cannot listen on ${host}:${port} (${code ?? 'unknown error'}).`;
}

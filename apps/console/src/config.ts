import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StartError } from './start-error.ts';

/** The configuration of the console, read from the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The folder of the database. */
  readonly dataFolder: string;
  /** Whether clients may query the schema. Introspection needs a token in any case. */
  readonly introspection: boolean;
  /** How many proxies in front of the console append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** The time within which a whole request must arrive, in seconds. */
  readonly requestTimeoutSeconds: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** A git-ignored folder in the root of the repository. The bundle is in `apps/console/dist`. */
const DEFAULT_DATA = fileURLToPath(new URL('../../../.data', import.meta.url));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4180),
  HOST: z.string().min(1).default('127.0.0.1'),
  LYNK_AUTH_DATA: z.string().min(1).default(DEFAULT_DATA),
  LYNK_AUTH_INTROSPECTION: z.enum(['on', 'off']).default('on'),
  LYNK_AUTH_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(32).default(0),
  LYNK_AUTH_REQUEST_TIMEOUT: z.coerce.number().int().min(1).max(3600).default(30),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Reads the configuration. An empty variable counts as unset.
 *
 * @param env The environment, for example `process.env`.
 * @returns The frozen configuration.
 * @throws {StartError} if a variable is invalid. The message names it and says which values are valid.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(set);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new StartError(`${String(issue?.path[0])} is invalid: ${issue?.message}.`);
  }
  const { PORT, HOST, LYNK_AUTH_DATA, LYNK_AUTH_INTROSPECTION, LOG_LEVEL } = read.data;
  const { LYNK_AUTH_TRUSTED_PROXIES, LYNK_AUTH_REQUEST_TIMEOUT } = read.data;
  return Object.freeze({
    port: PORT,
    host: HOST,
    dataFolder: resolve(LYNK_AUTH_DATA),
    introspection: LYNK_AUTH_INTROSPECTION === 'on',
    trustedProxies: LYNK_AUTH_TRUSTED_PROXIES,
    requestTimeoutSeconds: LYNK_AUTH_REQUEST_TIMEOUT,
    logLevel: LOG_LEVEL,
  });
}

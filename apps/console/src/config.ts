import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { HostAndPort } from './listen.ts';
import {
  type MailConfig,
  noticeValues,
  noticeVariables,
  readNoticeConfig,
  type WebhookConfig,
} from './notices/read-notice-config.ts';
import { readSecretFiles } from './read-secret-files.ts';
import { StartError } from './start-error.ts';

/** The configuration of the console, read from the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin at which users open the dashboard, if it is not the address that the console listens on. */
  readonly url: string | null;
  /** The Postgres database of all consoles, with the password of its user; `null` for SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Signs the cookies of log-in sessions; `null` for the secret in the data folder. */
  readonly sessionSecret: string | null;
  /** The folder of the databases, and of the files with secrets. */
  readonly dataFolder: string;
  /** Whether the first token and one-time links are printed, or written to a file in the data folder. */
  readonly firstToken: 'print' | 'file';
  /** Whether clients may query the schema. Introspection needs a token in any case. */
  readonly introspection: boolean;
  /** How many proxies in front of the console append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** The address of `/metrics`; `null` for none. */
  readonly metrics: HostAndPort | null;
  /** How long the console serves requests after a shutdown has begun, in seconds. */
  readonly drainSeconds: number;
  /** The time within which a whole request must arrive, in seconds. */
  readonly requestTimeoutSeconds: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where events are sent to. */
  readonly webhook: WebhookConfig | null;
  /** The server that sends mail. */
  readonly mail: MailConfig | null;
}

/** A git-ignored folder in the root of the repository. The bundle is in `apps/console/dist`. */
const DEFAULT_DATA = fileURLToPath(new URL('../../../.data', import.meta.url));

/** A whole number in decimal digits. */
const whole = (least: number, most: number, byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(byDefault);

/** An origin, such as `https://tokens.example.com`. */
const origin = z
  .string()
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value))
  .transform((value) => new URL(value))
  .refine(({ href, origin }) => href === `${origin}/`)
  .transform((url) => url.origin);

/** A host and a port, such as `127.0.0.1:9464` or `[::1]:9464`. */
const hostAndPort = z
  .string()
  .transform((value) => /^(?:\[([\da-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/i.exec(value))
  .refine((found) => found !== null && Number(found[3]) <= 65_535)
  .transform((found) => ({ host: found?.[1] ?? found?.[2] ?? '', port: Number(found?.[3]) }));

/** A connection string of Postgres. */
const postgresUrl = z.string().refine((value) => /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value));

const environment = z.object({
  PORT: whole(0, 65_535, 4180),
  HOST: z.string().min(1).default('127.0.0.1'),
  LYNK_AUTH_URL: origin.nullable().default(null),
  DATABASE_URL: postgresUrl.nullable().default(null),
  LYNK_AUTH_SESSION_SECRET: z.string().min(32).nullable().default(null),
  LYNK_AUTH_DATA: z.string().min(1).default(DEFAULT_DATA),
  LYNK_AUTH_FIRST_TOKEN: z.enum(['print', 'file']).default('print'),
  LYNK_AUTH_INTROSPECTION: z.enum(['on', 'off']).default('on'),
  LYNK_AUTH_TRUSTED_PROXIES: whole(0, 32, 0),
  LYNK_AUTH_METRICS: hostAndPort.nullable().default(null),
  LYNK_AUTH_DRAIN: whole(0, 300, 0),
  LYNK_AUTH_REQUEST_TIMEOUT: whole(1, 3600, 30),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...noticeVariables,
});

/** What the value of each variable must be. */
const expected: Readonly<Record<keyof typeof environment.shape, string>> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a host name or an IP address',
  LYNK_AUTH_URL: 'an origin such as https://tokens.example.com, without a path',
  DATABASE_URL:
    'a URL such as postgres://user:password@db.example/lynk, with the special characters of the password percent-encoded',
  LYNK_AUTH_SESSION_SECRET:
    'a random string of at least 32 characters; to create one: openssl rand -base64 32',
  LYNK_AUTH_DATA: 'the path of a folder',
  LYNK_AUTH_FIRST_TOKEN: 'print or file',
  LYNK_AUTH_INTROSPECTION: 'on or off',
  LYNK_AUTH_TRUSTED_PROXIES: 'a whole number from 0 to 32',
  LYNK_AUTH_METRICS: 'a host and a port, such as 127.0.0.1:9464',
  LYNK_AUTH_DRAIN: 'a whole number of seconds from 0 to 300',
  LYNK_AUTH_REQUEST_TIMEOUT: 'a whole number of seconds from 1 to 3600',
  LOG_LEVEL: 'debug, info, warn, error or silent',
  ...noticeValues,
};

/** The variables whose value may be in a file instead, which the variable of the same name with `_FILE` names. */
const secrets = [
  'DATABASE_URL',
  'LYNK_AUTH_SESSION_SECRET',
  'LYNK_AUTH_SMTP_URL',
  'LYNK_AUTH_WEBHOOK_SECRET',
] as const;

/**
 * Reads the configuration. An empty variable counts as unset.
 *
 * @param env The environment, for example `process.env`.
 * @returns The frozen configuration.
 * @throws {StartError} if a variable is invalid. The message names it and says which values are valid.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse({ ...set, ...readSecretFiles(set, secrets) });
  if (!read.success) {
    const name = read.error.issues[0]?.path[0] as keyof typeof expected;
    throw new StartError(`${name} is invalid: it must be ${expected[name]}.`);
  }
  const { data } = read;
  return Object.freeze({
    port: data.PORT,
    host: data.HOST,
    url: data.LYNK_AUTH_URL,
    databaseUrl: data.DATABASE_URL,
    sessionSecret: data.LYNK_AUTH_SESSION_SECRET,
    dataFolder: resolve(data.LYNK_AUTH_DATA),
    firstToken: data.LYNK_AUTH_FIRST_TOKEN,
    introspection: data.LYNK_AUTH_INTROSPECTION === 'on',
    trustedProxies: data.LYNK_AUTH_TRUSTED_PROXIES,
    metrics: data.LYNK_AUTH_METRICS,
    drainSeconds: data.LYNK_AUTH_DRAIN,
    requestTimeoutSeconds: data.LYNK_AUTH_REQUEST_TIMEOUT,
    logLevel: data.LOG_LEVEL,
    ...readNoticeConfig(data, data.LYNK_AUTH_URL),
  });
}

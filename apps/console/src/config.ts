import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  type MailConfig,
  noticeValues,
  noticeVariables,
  readNoticeConfig,
  type WebhookConfig,
} from './notices/read-notice-config.ts';
import { StartError } from './start-error.ts';

/** The configuration of the console, read from the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin at which users open the dashboard, if it is not the address that the console listens on. */
  readonly url: string | null;
  /** The folder of the database. */
  readonly dataFolder: string;
  /** Whether the first token and one-time links are printed, or written to a file in the data folder. */
  readonly firstToken: 'print' | 'file';
  /** Whether clients may query the schema. Introspection needs a token in any case. */
  readonly introspection: boolean;
  /** How many proxies in front of the console append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
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

const environment = z.object({
  PORT: whole(0, 65_535, 4180),
  HOST: z.string().min(1).default('127.0.0.1'),
  LYNK_AUTH_URL: origin.nullable().default(null),
  LYNK_AUTH_DATA: z.string().min(1).default(DEFAULT_DATA),
  LYNK_AUTH_FIRST_TOKEN: z.enum(['print', 'file']).default('print'),
  LYNK_AUTH_INTROSPECTION: z.enum(['on', 'off']).default('on'),
  LYNK_AUTH_TRUSTED_PROXIES: whole(0, 32, 0),
  LYNK_AUTH_REQUEST_TIMEOUT: whole(1, 3600, 30),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...noticeVariables,
});

/** What the value of each variable must be. */
const expected: Readonly<Record<keyof typeof environment.shape, string>> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a host name or an IP address',
  LYNK_AUTH_URL: 'an origin such as https://tokens.example.com, without a path',
  LYNK_AUTH_DATA: 'the path of a folder',
  LYNK_AUTH_FIRST_TOKEN: 'print or file',
  LYNK_AUTH_INTROSPECTION: 'on or off',
  LYNK_AUTH_TRUSTED_PROXIES: 'a whole number from 0 to 32',
  LYNK_AUTH_REQUEST_TIMEOUT: 'a whole number of seconds from 1 to 3600',
  LOG_LEVEL: 'debug, info, warn, error or silent',
  ...noticeValues,
};

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
    const name = read.error.issues[0]?.path[0] as keyof typeof expected;
    throw new StartError(`${name} is invalid: it must be ${expected[name]}.`);
  }
  const { PORT, HOST, LYNK_AUTH_DATA, LYNK_AUTH_INTROSPECTION, LOG_LEVEL } = read.data;
  const { LYNK_AUTH_URL, LYNK_AUTH_FIRST_TOKEN, LYNK_AUTH_TRUSTED_PROXIES, LYNK_AUTH_REQUEST_TIMEOUT } =
    read.data;
  return Object.freeze({
    port: PORT,
    host: HOST,
    url: LYNK_AUTH_URL,
    dataFolder: resolve(LYNK_AUTH_DATA),
    firstToken: LYNK_AUTH_FIRST_TOKEN,
    introspection: LYNK_AUTH_INTROSPECTION === 'on',
    trustedProxies: LYNK_AUTH_TRUSTED_PROXIES,
    requestTimeoutSeconds: LYNK_AUTH_REQUEST_TIMEOUT,
    logLevel: LOG_LEVEL,
    ...readNoticeConfig(read.data, LYNK_AUTH_URL),
  });
}

import { z } from 'zod';
import { StartError } from '../start-error.ts';

/** Where events are sent to. */
export interface WebhookConfig {
  readonly url: URL;
  /** Each signs every request: more than one while the operator replaces the secret. */
  readonly secrets: readonly string[];
  /** Whether the receiver may be in a private network, or on this machine. */
  readonly allowPrivate: boolean;
}

/** The server that sends mail. */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted from its start. Otherwise STARTTLS encrypts it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly from: { readonly name: string; readonly address: string };
  /** The origin of the dashboard, for the links in messages. */
  readonly origin: string;
}

/** The shortest secret that Standard Webhooks allow, in bytes. */
const MIN_SECRET_BYTES = 24;

const webhookUrl = z
  .string()
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value))
  .transform((value) => new URL(value))
  .refine(({ username, password, hash }) => username === '' && password === '' && hash === '');

const webhookSecrets = z
  .string()
  .transform((value) => value.trim().split(/\s+/))
  .refine((secrets) => secrets.every(isSecret));

function isSecret(secret: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? '';
  return base64.length % 4 === 0 && Buffer.from(base64, 'base64').length >= MIN_SECRET_BYTES;
}

const smtpUrl = z
  .string()
  .refine((value) => /^smtps?:\/\//i.test(value) && URL.canParse(value))
  .transform((value) => new URL(value))
  .refine(
    ({ hostname, pathname, search, hash }) => hostname !== '' && /^\/?$/.test(pathname) && !search && !hash,
  )
  .refine(({ username, password }) => (username === '') === (password === ''))
  .refine(({ username, password }) => !/%(?![\da-f]{2})/i.test(username + password))
  .transform(readSmtpUrl);

/** An address of a mailbox, such as `tokens@example.com` or `Tokens <tokens@example.com>`. */
const sender = z
  .string()
  .transform((value) => /^(?:([^<>"\p{Cc}]*)<([^<>]+)>|([^<>]+))$/u.exec(value.trim()))
  .transform((found) => ({ name: (found?.[1] ?? '').trim(), address: found?.[2] ?? found?.[3] ?? '' }))
  .pipe(z.object({ name: z.string().max(100), address: z.email().max(254) }));

/** The variables of the environment, each optional. */
export const noticeVariables = {
  LYNK_AUTH_WEBHOOK_URL: webhookUrl.optional(),
  LYNK_AUTH_WEBHOOK_SECRET: webhookSecrets.optional(),
  LYNK_AUTH_WEBHOOK_PRIVATE: z.enum(['reject', 'allow']).default('reject'),
  LYNK_AUTH_SMTP_URL: smtpUrl.optional(),
  LYNK_AUTH_MAIL_FROM: sender.optional(),
} as const;

/** What the value of each variable must be. */
export const noticeValues = {
  LYNK_AUTH_WEBHOOK_URL: 'an https URL without a user name, password and fragment',
  LYNK_AUTH_WEBHOOK_SECRET: 'whsec_ and at least 24 random bytes in base64',
  LYNK_AUTH_WEBHOOK_PRIVATE: 'reject or allow',
  LYNK_AUTH_SMTP_URL: 'smtps://user:password@host:port or smtp://user:password@host:port',
  LYNK_AUTH_MAIL_FROM: 'an email address such as tokens@example.com or Tokens <tokens@example.com>',
} as const satisfies Record<keyof typeof noticeVariables, string>;

const variables = z.object(noticeVariables);

/**
 * Reads where notices are sent to.
 *
 * @param values The variables, each valid by itself.
 * @param url The origin of the dashboard, if it is configured.
 * @throws {StartError} if one of them needs another.
 */
export function readNoticeConfig(
  values: z.output<typeof variables>,
  url: string | null,
): { readonly webhook: WebhookConfig | null; readonly mail: MailConfig | null } {
  return { webhook: readWebhook(values), mail: readMail(values, url) };
}

function readWebhook(values: z.output<typeof variables>): WebhookConfig | null {
  const { LYNK_AUTH_WEBHOOK_URL: url, LYNK_AUTH_WEBHOOK_SECRET: secrets } = values;
  if (url === undefined && secrets === undefined) return null;
  if (url === undefined) {
    throw new StartError(
      'LYNK_AUTH_WEBHOOK_SECRET needs LYNK_AUTH_WEBHOOK_URL: set it to the URL of the receiver.',
    );
  }
  if (secrets === undefined) {
    throw new StartError(
      'LYNK_AUTH_WEBHOOK_URL needs LYNK_AUTH_WEBHOOK_SECRET, which signs the requests. Create one: echo "whsec_$(openssl rand -base64 32)"',
    );
  }
  const allowPrivate = values.LYNK_AUTH_WEBHOOK_PRIVATE === 'allow';
  if (url.protocol === 'http:' && !allowPrivate) {
    throw new StartError(
      'LYNK_AUTH_WEBHOOK_URL must use https: http exposes the events to the network. For a receiver in your own network, set LYNK_AUTH_WEBHOOK_PRIVATE=allow.',
    );
  }
  return { url, secrets, allowPrivate };
}

function readMail(values: z.output<typeof variables>, url: string | null): MailConfig | null {
  const { LYNK_AUTH_SMTP_URL: server, LYNK_AUTH_MAIL_FROM: from } = values;
  if (server === undefined && from === undefined) return null;
  if (server === undefined) {
    throw new StartError(
      'LYNK_AUTH_MAIL_FROM needs LYNK_AUTH_SMTP_URL: set it to the server that sends mail.',
    );
  }
  if (from === undefined) {
    throw new StartError(
      'LYNK_AUTH_SMTP_URL needs LYNK_AUTH_MAIL_FROM: set it to the address that mail is from.',
    );
  }
  // Never the host that a request names: a link with a code would lead to where its sender wants.
  if (url === null) {
    throw new StartError(
      'LYNK_AUTH_SMTP_URL needs LYNK_AUTH_URL: set it to the origin of the dashboard, for the links in mail.',
    );
  }
  return { ...server, from, origin: url };
}

function readSmtpUrl({
  protocol,
  hostname,
  port,
  username,
  password,
}: URL): Omit<MailConfig, 'from' | 'origin'> {
  const secure = protocol.toLowerCase() === 'smtps:';
  const auth =
    username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: port === '' ? (secure ? 465 : 587) : Number(port), secure, auth };
}

import { type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { Webhook as Signer } from 'standardwebhooks';
import { createAddressGuard, type Resolve } from './create-address-guard.ts';
import type { WebhookConfig } from './read-notice-config.ts';

/** A message for the receiver of a webhook. */
export interface WebhookMessage {
  /** A message that is sent again has the same id. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

/** The receiver of the events, at the URL of the operator. */
export interface Webhook {
  /**
   * Sends a message, signed as Standard Webhooks specify it.
   *
   * @returns The status of the response. A redirect is one too: it is not followed.
   * @throws {Error} if there is no response. Its `code` is safe to log, its message is not.
   */
  send(message: WebhookMessage): Promise<number>;
}

/** How much of a response is read, in bytes, so that the receiver can complete it. Nothing in it is used. */
const RESPONSE_LIMIT = 16_384;

/** Options of {@link createWebhook}. */
export interface WebhookOptions {
  /**
   * Finds the addresses of the host.
   * @default the resolver of the system
   */
  readonly resolve?: Resolve;
  /**
   * How long a request may take, in milliseconds.
   * @default 10000, which is less than an event has to be delivered
   */
  readonly timeoutMs?: number;
}

/** Returns whether a receiver with this status has taken the message. */
export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** Creates the webhook. */
export function createWebhook(
  { url, secrets, allowPrivate }: WebhookConfig,
  { resolve, timeoutMs = 10_000 }: WebhookOptions = {},
): Webhook {
  const isEncrypted = url.protocol === 'https:';
  const signers = secrets.map((secret) => new Signer(secret));
  const guard = createAddressGuard(isEncrypted, allowPrivate, resolve);
  return {
    async send({ id, body }) {
      guard.assertHost(url);
      const at = new Date();
      return post(url, body, {
        signal: AbortSignal.timeout(timeoutMs),
        lookup: guard.lookup,
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'lynk-auth',
          'webhook-id': id,
          'webhook-timestamp': Math.floor(at.getTime() / 1000),
          // One for each secret, while the operator replaces it.
          'webhook-signature': signers.map((signer) => signer.sign(id, at, body)).join(' '),
        },
      });
    },
  };
}

function post(url: URL, body: string, options: RequestOptions): Promise<number> {
  const send = url.protocol === 'https:' ? requestEncrypted : requestPlain;
  return new Promise((resolve, reject) => {
    // Without an agent: a connection is never shared with a later request, whose address would not be checked.
    const request = send(url, { ...options, method: 'POST', agent: false });
    request.on('error', reject);
    // After the response, this changes nothing.
    request.on('close', () => reject(new Error('The connection was closed.')));
    request.on('response', (response) => {
      let size = 0;
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > RESPONSE_LIMIT) response.destroy();
      });
      resolve(response.statusCode ?? 0);
    });
    request.end(body);
  });
}

import { readConfig } from '../config.ts';
import { createWebhook, isSuccess } from '../notices/create-webhook.ts';
import { StartError } from '../start-error.ts';
import type { CommandOptions } from './run-token-command.ts';

/**
 * Sends an event for a test to the webhook.
 *
 * @throws {StartError} if there is no webhook, or it does not take the event.
 */
export async function testWebhook({ env, print }: CommandOptions): Promise<void> {
  const { webhook } = readConfig(env);
  if (webhook === null) {
    throw new StartError('There is no webhook. Set LYNK_AUTH_WEBHOOK_URL and LYNK_AUTH_WEBHOOK_SECRET.');
  }
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: {} });
  const status = await createWebhook(webhook)
    .send({ id: crypto.randomUUID(), body })
    .catch((error: { readonly code?: string }) => {
      throw new StartError(explain(error.code));
    });
  if (!isSuccess(status)) {
    throw new StartError(
      `The receiver responded with the status ${status}. It takes an event with one from 200 to 299.`,
    );
  }
  print(`The receiver took the event, with the status ${status}.\n`);
}

function explain(code: string | undefined): string {
  if (code === 'ADDRESS_NOT_ALLOWED') {
    return 'The receiver is on this machine or in a private network. To allow that, set LYNK_AUTH_WEBHOOK_PRIVATE=allow.';
  }
  if (code === 'ABORT_ERR') return 'The receiver did not respond within ten seconds.';
  return `The receiver of LYNK_AUTH_WEBHOOK_URL cannot be reached (${code ?? 'the connection was closed'}).`;
}

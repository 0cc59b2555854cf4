import { type Authority, type AuthorityEvent, systemActor, type TokenView } from '@lynk-auth/authority';
import type { Config } from '../config.ts';
import type { Logger } from '../create-logger.ts';
import type { Mailer } from './create-mailer.ts';
import { createOnce } from './create-once.ts';
import { createWebhook, isSuccess } from './create-webhook.ts';
import { createWebhookBody } from './create-webhook-body.ts';
import { findRecipients } from './find-recipients.ts';
import { type MailText, mailTexts } from './mail-texts.ts';
import type { MailConfig } from './read-notice-config.ts';

/** Tells people and programs what the authority reports. */
export interface Notices {
  /** Sends mail, if a server is configured. */
  readonly mailer: Mailer | null;
  /**
   * Delivers an event everywhere. What has succeeded is not repeated when the event comes again.
   *
   * @throws {Error} if a part of it must be tried again later.
   */
  deliver(event: AuthorityEvent, authority: Authority): Promise<void>;
  close(): Promise<void>;
}

/** Many more than there are events at a time. */
const REMEMBERED = 10_000;
/** The receiver does not want any messages. */
const GONE = 410;

/**
 * Creates the notices that are configured.
 *
 * @returns `null` if there are none: then nothing needs to be kept for them.
 */
export async function createNotices(
  config: Pick<Config, 'webhook' | 'mail'>,
  logger: Logger,
): Promise<Notices | null> {
  const webhook = config.webhook === null ? null : createWebhook(config.webhook);
  const mailer = config.mail === null ? null : await loadMailer(config.mail);
  if (webhook === null && mailer === null) return null;
  const once = createOnce(REMEMBERED);

  async function attempt(
    channel: string,
    event: AuthorityEvent,
    deliver: () => Promise<void>,
  ): Promise<void> {
    try {
      await deliver();
    } catch (error) {
      // Without the message, which may name a host or a mailbox.
      const { name, code, responseCode } = error as { name?: string; code?: string; responseCode?: number };
      logger.warn(
        { channel, eventId: event.id, type: event.type, name, code, responseCode },
        'a notice failed',
      );
      throw error;
    }
  }

  async function callWebhook(event: AuthorityEvent, token: TokenView | null): Promise<void> {
    if (webhook === null) return;
    const status = await webhook.send({ id: event.id, body: createWebhookBody(event, token) });
    if (status === GONE) {
      logger.warn(
        { eventId: event.id, type: event.type },
        'the receiver of the webhook wants no events any more (410)',
      );
    } else if (!isSuccess(status)) {
      throw Object.assign(new Error('The receiver did not take the event.'), { code: `STATUS_${status}` });
    }
  }

  return {
    mailer,
    async deliver(event, authority) {
      const management = authority.as(systemActor(event.organizationId));
      const found = await management.getToken(event.tokenId);
      const token = found.ok ? found.token : null;
      const mails = async () => {
        if (token === null || mailer === null) return;
        const mail = createMail(event, token, mailer.origin);
        if (mail === null) return;
        const recipients = await findRecipients(management, authority.rights, token);
        await settleAll(
          recipients.map(({ userId, email }) =>
            once(`${mail.key} ${userId}`, () => mailer.send({ ...mail, to: email })),
          ),
        );
      };
      await settleAll([
        attempt('mail', event, mails),
        attempt('webhook', event, () => once(event.id, () => callWebhook(event, token))),
      ]);
    },
    async close() {
      await mailer?.close();
    },
  };
}

/** Not loaded by a console without mail. */
async function loadMailer(config: MailConfig): Promise<Mailer> {
  const { createMailer } = await import('./create-mailer.ts');
  return createMailer(config);
}

/** Creates the message of an event; `null` for one that is worth none. */
function createMail(
  event: AuthorityEvent,
  token: TokenView,
  origin: string,
): { text: MailText; key: string } | null {
  const page = token.kind === 'service' ? 'organization/service-tokens' : 'personal/tokens';
  const url = `${origin}/settings/${page}`;
  switch (event.type) {
    case 'token.expiring':
      // Meanwhile it may have another expiry, or none that matters.
      if (token.state !== 'active' || token.expiresAt !== event.expiresAt) return null;
      return { text: mailTexts.expiring(event, token, url), key: event.id };
    case 'secret.reused': {
      const day = new Date(event.at).toISOString().slice(0, 10);
      return { text: mailTexts.reused(event, token, url), key: `${token.id}.${day}` };
    }
    default:
      return null;
  }
}

/** Waits for all, then fails if one has failed. */
async function settleAll(promises: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

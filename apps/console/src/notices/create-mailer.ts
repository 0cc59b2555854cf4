import { createTransport } from 'nodemailer';
import { isLoopback } from '../is-loopback.ts';
import { toHtml, toPlainText } from './format-mail.ts';
import type { MailText } from './mail-texts.ts';
import type { MailConfig } from './read-notice-config.ts';

/** A message for one person. */
export interface Mail {
  /** An email address. */
  readonly to: string;
  readonly text: MailText;
  /** Letters, digits, dots and dashes. A message that is sent again has the same, so that a mailbox can leave it out. */
  readonly key: string;
}

/** Sends mail. */
export interface Mailer {
  /** The origin of the dashboard, for the links in messages. */
  readonly origin: string;
  /** @throws {Error} if the server does not take the message. Its `code` and `responseCode` are safe to log, its message is not. */
  send(mail: Mail): Promise<void>;
  /** Waits for what is being sent. */
  close(): Promise<void>;
}

/** For each step of a connection. */
const TIMEOUT_MS = 10_000;

/** Creates the mailer. It sends one message at a time. */
export function createMailer({ host, port, secure, auth, from, origin }: MailConfig): Mailer {
  const isLocal = isLoopback(host);
  const transport = createTransport({
    ...{ host, port, secure, ...(auth === null ? {} : { auth }) },
    // No certificate names this machine, and no network sees the connection.
    ...{ requireTLS: !isLocal, ignoreTLS: isLocal },
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    // Nothing in a message may name a file or a URL to load.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  let last: Promise<unknown> = Promise.resolve();
  return {
    origin,
    send({ to, text, key }) {
      const sent = last.then(() =>
        transport.sendMail({
          from,
          // As an object: a string could be a list of addresses.
          to: { name: '', address: to },
          subject: text.subject,
          text: toPlainText(text),
          html: toHtml(text),
          messageId: `<${key}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        }),
      );
      last = sent.catch(() => undefined);
      return sent.then(() => undefined);
    },
    async close() {
      await last;
      transport.close();
    },
  };
}

import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import createTlsOptions from 'smtp-server/lib/tls-options.js';

/** A message that the server took. */
export interface ReceivedMail {
  /** The mailboxes of the envelope, which are those that get it. */
  readonly to: readonly string[];
  readonly from: string;
  readonly mail: ParsedMail;
  readonly source: string;
}

/** A mail server on this machine. */
export interface MailServer {
  readonly port: number;
  readonly messages: readonly ReceivedMail[];
  /** Each password that a client has sent. */
  readonly passwords: readonly (string | null | undefined)[];
  close(): Promise<void>;
}

/** @param rejects Whether the server rejects a mailbox. */
export async function startMailServer({
  rejects = () => false,
  ...options
}: SMTPServerOptions & { rejects?: (to: string) => boolean } = {}): Promise<MailServer> {
  const messages: ReceivedMail[] = [];
  const passwords: (string | null | undefined)[] = [];
  const { key, cert } = createTlsOptions();
  const server = new SMTPServer({
    ...{ key, cert },
    authOptional: true,
    // Without TLS a client may log in, so that a test sees what it sends.
    allowInsecureAuth: true,
    ...options,
    onAuth({ password }, _, callback) {
      passwords.push(password);
      callback(null, { user: 'tokens' });
    },
    onRcptTo({ address }, _, callback) {
      callback(rejects(address) ? new Error('no such mailbox') : null);
    },
    async onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const source = Buffer.concat(chunks);
      const to = envelope.rcptTo.map(({ address }) => address);
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      messages.push({ to, from, mail: await simpleParser(source), source: source.toString() });
      callback(null);
    },
  });
  // A client that gives up during a handshake is an error of the server too.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    messages,
    passwords,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

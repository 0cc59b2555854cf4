import type { SecretReusedEvent, TokenExpiringEvent, TokenView } from '@lynk-auth/authority';

/** The content of a message, for plain text and HTML. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  readonly footer: string;
}

const utcDay = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const kinds = { personal: 'personal token', service: 'service token' } as const;
const FOOTER = 'lynk-auth sends this message because you own or manage the token.';

/** Every text that is sent by mail. `tokensUrl` is the page of the token. */
export const mailTexts = {
  expiring: (
    { name, kind, expiresAt, daysLeft }: TokenExpiringEvent,
    { mask }: TokenView,
    tokensUrl: string,
  ): MailText => ({
    subject: `The token "${name}" expires ${daysLeft === 1 ? 'within a day' : `within ${daysLeft} days`}`,
    paragraphs: [
      `The ${kinds[kind]} "${name}" (${mask}) expires on ${utcDay(expiresAt)}. From then on, every request with it is rejected.`,
      'Rotate it or extend it if it is still in use. Revoke it if it is not.',
    ],
    link: { label: 'Open your tokens', url: tokensUrl },
    footer: FOOTER,
  }),

  reused: (
    { mask, secretEndedAt, clientIp, at }: SecretReusedEvent,
    { name, kind }: TokenView,
    tokensUrl: string,
  ): MailText => ({
    subject: `An old secret of the token "${name}" was used`,
    paragraphs: [
      `The ${kinds[kind]} "${name}" was rotated, and its old secret ${mask} ended on ${utcDay(secretEndedAt)}. On ${utcDay(at)}, a client${clientIp === undefined ? '' : ` at ${clientIp}`} used it again. The request was rejected.`,
      'Either something of yours still has the old secret, or it leaked.',
    ],
    link: { label: 'Open your tokens', url: tokensUrl },
    footer: `${FOOTER} It is sent at most once a day for each token.`,
  }),

  invitation: (organization: string, url: string): MailText => ({
    subject: `You are invited to ${organization}`,
    paragraphs: [
      `You are a member of ${organization}. To log in, set a password with this link. It is valid once, for 24 hours.`,
    ],
    link: { label: 'Set your password', url },
    footer: 'If you do not expect this message, ignore it.',
  }),

  newPassword: (organization: string, url: string): MailText => ({
    subject: `A new password for ${organization}`,
    paragraphs: [
      'To set a new password, open this link. It is valid once, for 24 hours. Your password and your sessions stay as they are until then.',
    ],
    link: { label: 'Set a new password', url },
    footer: 'If you did not ask for it, ignore this message.',
  }),
} as const;

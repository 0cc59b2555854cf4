import { type Authority, type MemberView, systemActor } from '@lynk-auth/authority';
import type { Mailer } from './create-mailer.ts';
import { mailTexts } from './mail-texts.ts';

/**
 * Sends the one-time link of a code to its member.
 *
 * @param kind What the link is for.
 * @throws {Error} if the member has no email address, or the server does not take the message.
 */
export type SendLink = (
  member: MemberView,
  code: string,
  kind: 'invitation' | 'newPassword',
) => Promise<void>;

/** Creates the function that sends links by mail. They begin with the configured origin, whatever host a request names. */
export function createLinkSender(mailer: Mailer, authority: Authority): SendLink {
  return async ({ organizationId, email }, code, kind) => {
    const found = await authority.as(systemActor(organizationId)).getOrganization();
    if (email === null || !found.ok) throw new Error('The member has no email address.');
    const text = mailTexts[kind](found.organization.name, `${mailer.origin}/password#${code}`);
    // Never the code: servers write this to their logs.
    await mailer.send({ to: email, text, key: crypto.randomUUID() });
  };
}

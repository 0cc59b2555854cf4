import { lynkSystemRoles, type MemberView, type Store } from '@lynk-auth/authority';
import { StartError } from '../start-error.ts';
import type { Identities } from './open-identities.ts';

/** A link with which a member sets a password, once. */
export interface OneTimeLink {
  readonly url: string;
  /** The email address with which the member logs in. */
  readonly email: string;
}

const [ADMINISTRATOR] = Object.keys(lynkSystemRoles);

/**
 * Finds the member who gets a one-time link.
 *
 * @param email The member's email address. Default: the first administrator.
 * @throws {StartError} if there is no such member.
 */
export async function findMemberByEmail(store: Store, email?: string): Promise<MemberView> {
  const [organization] = await store.listOrganizations();
  const members = organization === undefined ? [] : await store.listMembers(organization.id);
  const found = members.find((member) =>
    email === undefined
      ? member.role.system && member.role.name === ADMINISTRATOR && canLogIn(member)
      : member.email?.toLowerCase() === email.toLowerCase(),
  );
  if (found !== undefined) return found;
  throw new StartError(
    email === undefined
      ? 'The organization has no active administrator. Start the console first: npm start'
      : 'The organization has no member with this email address.',
  );
}

const canLogIn = ({ email, suspendedAt }: MemberView): boolean => email !== null && suspendedAt === null;

/**
 * Creates a one-time link for a member. Earlier links of the member are not valid any more. The code is in the fragment, which
 * a browser never sends to a server.
 *
 * @param origin The origin of the dashboard.
 * @throws {StartError} if the member has no email address, or shares it with another member.
 */
export async function createLink(
  identities: Identities,
  member: MemberView,
  origin: string,
): Promise<OneTimeLink> {
  const { code } = await identities.createCode(member);
  return { url: `${origin}/password#${code}`, email: member.email ?? '' };
}

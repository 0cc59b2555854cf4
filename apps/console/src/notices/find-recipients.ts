import type { Authority, Management, MemberView, TokenView } from '@lynk-auth/authority';

/** A member who gets mail. */
export interface Recipient {
  readonly userId: string;
  readonly email: string;
}

/**
 * Finds the members who get mail about a token: the owner of a personal token, and for a service token everyone who manages all tokens. A member
 * who is suspended or has no email address gets nothing.
 */
export async function findRecipients(
  management: Management,
  { manageTokens, manageAllTokens }: Authority['rights'],
  { ownerId }: TokenView,
): Promise<readonly Recipient[]> {
  const members = ownerId === null ? await listMembers(management) : await getMember(management, ownerId);
  return members
    .filter(
      ({ role: { permissions } }) =>
        ownerId !== null || [manageTokens, manageAllTokens].every((each) => permissions.includes(each)),
    )
    .flatMap(({ userId, email, suspendedAt }) =>
      email === null || suspendedAt !== null ? [] : [{ userId, email }],
    );
}

async function listMembers(management: Management): Promise<readonly MemberView[]> {
  const found = await management.listMembers();
  return found.ok ? found.members : [];
}

async function getMember(management: Management, userId: string): Promise<readonly MemberView[]> {
  const found = await management.getMember(userId);
  return found.ok ? [found.member] : [];
}

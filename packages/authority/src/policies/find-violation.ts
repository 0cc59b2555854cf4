import { isLater } from '../expiry.ts';
import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';
import { findExcess, limitsOf } from './organization-policy.ts';

/** What a policy depends on, as a transaction reads it. */
type PolicyReads = Pick<Store, 'getOrganization' | 'getToken'>;

/** Returns how a command breaks the lifetimes of the organization's policy, for every actor; `null` if it does not. */
export async function findViolation(
  reads: PolicyReads,
  command: Command,
): Promise<ReturnType<typeof findExcess>> {
  const { organizationId, type, at } = command;
  if (type !== 'issue_token' && type !== 'update_token' && type !== 'rotate_token') return null;
  const { expiresAt } = command;
  if (expiresAt === undefined) return null;
  const token = type === 'issue_token' ? null : await reads.getToken(organizationId, command.tokenId);
  const kind = type === 'issue_token' ? command.kind : token?.kind;
  const organization = await reads.getOrganization(organizationId);
  if (kind === undefined || organization === null) return null;
  // To shorten a token is always allowed.
  if (token !== null && !isLater(expiresAt, token.expiresAt)) return null;
  const createdAt = type === 'update_token' && token !== null ? token.createdAt : at;
  return findExcess(limitsOf(organization.policy, kind), createdAt, expiresAt);
}

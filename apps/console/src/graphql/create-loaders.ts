import type { Management, Outcome, RoleView } from '@lynk-auth/authority';
import type { Principal, TokenKind } from '@lynk-auth/core';
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { listAllTokens } from '../list-all-tokens.ts';

/** The reads of one request. */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Creates the reads of one request. However often a document selects something, with aliases or below every item of a
 * list, it is read from the database once.
 *
 * @param management The authority, acting for the principal of the request.
 * @param principal The principal.
 */
export function createLoaders(management: Management, principal: Principal) {
  const reads = {
    organization: async () => unwrap(await management.getOrganization()).organization,
    roles: async () => unwrap(await management.listRoles()).roles,
    members: async () => unwrap(await management.listMembers()).members,
    /** Of the personal tokens the caller's own, whatever else the caller sees. */
    async tokens(kind: TokenKind) {
      if (kind === 'service') return unwrap(await listAllTokens(management, { kind })).tokens;
      if (principal.kind !== 'personal') return [];
      return unwrap(await listAllTokens(management, { kind, ownerId: principal.userId })).tokens;
    },
  };
  const roles = once(reads.roles);
  return {
    organization: once(reads.organization),
    roles,
    members: once(reads.members),
    tokens: new DataLoader((kinds: readonly TokenKind[]) => Promise.all(kinds.map(reads.tokens))),
    /** A role by its id; `null` if the organization has no such role. */
    role: new DataLoader(async (ids: readonly string[]) => {
      const byId = new Map<string, RoleView>((await roles()).map((role) => [role.id, role]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  const loader = new DataLoader((keys: readonly string[]) => Promise.all(keys.map(read)));
  return () => loader.load('');
}

/** Unwraps the outcome of a read. A permission that was lost during the request becomes an error of the field. */
function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new GraphQLError(outcome.message, { extensions: { code: outcome.reason.toUpperCase() } });
}

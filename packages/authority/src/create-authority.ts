import type { Source } from '@lynk-auth/verifier';
import { type Access, readAccess } from './access.ts';
import { type Actor, assertActor } from './actor.ts';
import { addMember } from './add-member.ts';
import {
  type CreatedOrganization,
  createOrganization,
  type OrganizationInput,
} from './create-organization.ts';
import { createStoreSource } from './create-store-source.ts';
import { type Outcome, refuse } from './failures.ts';
import { issuePersonalToken } from './issue-personal-token.ts';
import { issueServiceToken } from './issue-service-token.ts';
import type { Management } from './management.ts';
import { type AuthorityOptions, readOptions, type Settings } from './read-options.ts';
import { getOrganization, listMembers, listRoles } from './read-organization.ts';
import { getToken, listTokens } from './read-tokens.ts';
import { revokeByToken, revokeRequest, revokeToken } from './revoke-token.ts';
import { updateToken } from './update-token.ts';

/** Issues tokens, and knows who may do what with them. Made by {@link createAuthority}. */
export interface Authority {
  /** What a verifier in the same process reads. */
  readonly source: Source;

  /**
   * Acts on somebody's behalf. What they may do is read from the store at every call.
   *
   * @param actor A user in person, the principal of a token, or {@link systemActor}.
   * @returns Everything that can be done, within the actor's organization.
   * @throws {LynkConfigurationError} for what is no actor.
   * @example
   * ```ts
   * import type { Authority } from '@lynk-auth/authority';
   *
   * declare const authority: Authority;
   * declare const organizationId: string;
   * declare const userId: string;
   *
   * await authority.as({ kind: 'user', organizationId, userId }).listTokens({ kind: 'service' });
   * ```
   */
  as(actor: Actor): Management;

  /**
   * Creates an organization with the three system roles and its administrator. For the operator:
   * it asks nobody's permission. These are two commands: where the second one failed, by a throw,
   * there is an organization without a member.
   *
   * @param input The names, and the administrator's email address.
   * @returns What was created; `invalid` for a bad name or address.
   */
  createOrganization(input: OrganizationInput): Promise<Outcome<CreatedOrganization>>;
}

/**
 * Makes an authority over a store.
 *
 * Expected failures are values, with a sentence for a person; what the store throws is passed on.
 *
 * @param options The store; format, environment, clock and policies, if not the defaults.
 * @returns The authority.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const acme = await authority.createOrganization({
 *   name: 'Acme Corp', admin: { name: 'Ada', email: 'ada@acme.example' },
 * });
 * ```
 */
export function createAuthority(options: AuthorityOptions): Authority {
  const settings = readOptions(options);
  return Object.freeze({
    source: createStoreSource(settings.store, settings.clock),
    as: (actor: Actor) => manage(settings, actor),
    createOrganization: (input: OrganizationInput) => createOrganization(settings, input),
  });
}

function manage(settings: Settings, given: Actor): Management {
  assertActor(given);
  const actor = Object.freeze({ ...given });

  /** Every call begins with what the actor may do at that moment. */
  const run = async <Input, Result extends object>(
    operation: (settings: Settings, access: Access, input: Input) => Promise<Outcome<Result>>,
    input: Input,
  ): Promise<Outcome<Result>> => {
    const access = await readAccess(settings, actor);
    return access === null ? refuse('not_allowed') : operation(settings, access, input);
  };

  return Object.freeze<Management>({
    issuePersonalToken: (input) => run(issuePersonalToken, input),
    issueServiceToken: (input) => run(issueServiceToken, input),
    updateToken: (id, update) => run(updateToken, { id, update }),
    revokeToken: async (id, options) => run(revokeToken, revokeRequest(id, options)),
    revokeByToken: async (token, options) => run(revokeByToken, revokeRequest(token, options)),
    getToken: (id) => run(getToken, id),
    listTokens: (filter) => run(listTokens, filter),
    getOrganization: () => run(getOrganization, undefined),
    listRoles: () => run(listRoles, undefined),
    listMembers: () => run(listMembers, undefined),
    addMember: (input) => run(addMember, input),
  });
}

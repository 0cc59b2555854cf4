import { createAuthority, type Outcome, type Store, systemActor } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';

const DAY_MS = 86_400_000;

/** The tokens that an empty store begins with. */
export interface FirstTokens {
  /** For a pipeline: reads and uploads. */
  readonly pipeline: SecurityToken;
  /** For an administrator: may do everything. */
  readonly admin: SecurityToken;
}

/**
 * Makes the verifier of an API that owns its store, and what an empty store begins with: an organization
 * and two tokens.
 *
 * @param store Where the tokens are kept, as digests.
 * @returns The verifier; the tokens, or `null` where the store was not empty.
 */
export async function openAuthority(
  store: Store,
): Promise<{ verifier: Verifier; first: FirstTokens | null }> {
  const authority = createAuthority({ store });
  const verifier = createVerifier({ source: authority.source });
  if ((await store.listOrganizations()).length > 0) return { verifier, first: null };

  const admin = { name: 'Ada', email: 'ada@acme.example' };
  const { organization, roles } = got(await authority.createOrganization({ name: 'Acme Corp', admin }));
  const issue = async (name: string, role: string) => {
    const roleId = roles.find((each) => each.name === role)?.id ?? '';
    const system = authority.as(systemActor(organization.id));
    const expiresAt = Date.now() + DAY_MS;
    return got(await system.issueServiceToken({ name, roleId, expiresAt })).secret;
  };
  return {
    verifier,
    first: { pipeline: await issue('pipeline', 'Operator'), admin: await issue('administrator', 'Admin') },
  };
}

/** Nothing here depends on what anybody typed: a failure is a bug. */
function got<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new Error(outcome.message);
}

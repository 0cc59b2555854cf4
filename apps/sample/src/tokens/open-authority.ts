import {
  type Authority,
  createAuthority,
  lynkSystemRoles,
  type Outcome,
  type Store,
  systemActor,
} from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';

const DAY_MS = 86_400_000;

/** The first tokens of an empty store. */
export interface FirstTokens {
  /** For a pipeline, which reads and uploads. */
  readonly pipeline: SecurityToken;
  /** For an administrator, with all permissions. */
  readonly admin: SecurityToken;
  /** For another service, which verifies tokens here. */
  readonly gateway: SecurityToken;
}

/**
 * Creates the verifier of an API with its own store. Adds an organization and two tokens to an empty store.
 *
 * @param store The store of the tokens, which keeps only digests.
 * @returns The authority, the verifier, and the tokens or `null` if the store was not empty.
 */
export async function openAuthority(
  store: Store,
): Promise<{ authority: Authority; verifier: Verifier; first: FirstTokens | null }> {
  const authority = createAuthority({
    store,
    systemRoles: { ...lynkSystemRoles, Gateway: ['introspect_tokens'] },
  });
  const verifier = createVerifier({ source: authority.source });
  if ((await store.listOrganizations()).length > 0) return { authority, verifier, first: null };

  const admin = { userId: 'ada' };
  const { organization } = unwrap(await authority.createOrganization({ name: 'Acme Corp', admin }));
  const issue = async (name: string, roleId: string) => {
    const system = authority.as(systemActor(organization.id));
    const expiresAt = Date.now() + DAY_MS;
    return unwrap(await system.issueServiceToken({ name, roleId, expiresAt })).secret;
  };
  return {
    authority,
    verifier,
    first: {
      pipeline: await issue('pipeline', 'operator'),
      admin: await issue('administrator', 'admin'),
      gateway: await issue('gateway', 'gateway'),
    },
  };
}

/** Unwraps an outcome. None of them depends on user input, so a failure is a bug. */
function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new Error(outcome.message);
}

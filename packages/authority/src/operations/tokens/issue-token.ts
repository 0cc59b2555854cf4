import type { SecurityToken, TokenKind } from '@lynk-auth/core';
import type { Access } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import type { Expiry } from '../../expiry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import { resolveExpiry } from '../../policies/resolve-expiry.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { ActorRef, TokenView } from '../../store/views.ts';
import { createSecret } from './create-secret.ts';

/** A new token. Its secret is available only here. */
export interface IssuedToken {
  readonly token: TokenView;
  /** `.reveal()` returns the token itself. Printed in any other way it is masked. */
  readonly secret: SecurityToken;
}

/** The properties of a new token in which the two kinds differ. */
export interface NewToken {
  readonly kind: TokenKind;
  readonly name: string;
  readonly ownerId: string | null;
  readonly roleId: string | null;
  readonly ceiling: readonly string[] | null;
  readonly expiresAt: Expiry | undefined;
  readonly limit: number | null;
}

/** Issues a token after its permissions were checked. The store receives its digest and its mask only. */
export async function issueToken(
  settings: Settings,
  access: Access,
  newToken: NewToken,
): Promise<Outcome<IssuedToken>> {
  const { store, environment } = settings;
  const { organizationId, actor, at } = access;
  const created = createSecret(settings, { kind: newToken.kind, environment });
  if (created === null) return failWith('no_such_kind');
  const resolved = await resolveExpiry(settings, access, {
    kind: newToken.kind,
    requested: newToken.expiresAt,
    createdAt: at,
  });
  if (!resolved.ok) return failWith(resolved.code, 'expiresAt');

  const issued = await store.apply({
    ...newToken,
    type: 'issue_token',
    organizationId,
    actor,
    at,
    condition: createCondition(settings, access, [settings.rights.manageTokens]),
    tokenId: crypto.randomUUID(),
    managedBy: findManager(access, newToken.ownerId),
    environment,
    ...created.stored,
    expiresAt: resolved.expiresAt,
  });
  if (!issued.ok) return failWith(issued.reason);
  return { ok: true, token: toTokenView(settings, issued.token, at), secret: created.secret };
}

/** A token that a user's personal token created is the user's: it outlives the personal token. */
function findManager({ actor, userId }: Access, ownerId: string | null): ActorRef {
  const id = ownerId ?? userId;
  return id === null ? actor : { kind: 'user', id };
}

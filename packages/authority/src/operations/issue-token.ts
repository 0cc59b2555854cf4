import { generateToken, type SecurityToken, type TokenKind } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { Access } from '../access/access.ts';
import { createCondition } from '../access/condition.ts';
import type { Expiry } from '../expiry.ts';
import { failWith, type Outcome } from '../outcome.ts';
import { resolveExpiry } from '../policies/resolve-expiry.ts';
import type { Settings } from '../read-options.ts';
import { toTokenView } from '../store/to-token-view.ts';
import type { TokenView } from '../store/views.ts';

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
  const { store, format, environment } = settings;
  const { organizationId, actor, at } = access;
  const { kind } = newToken;
  const available = format.prefixes.some((row) => row.kind === kind && row.environment === environment);
  if (!available) return failWith('no_such_kind');
  const resolved = resolveExpiry(settings, access, { requested: newToken.expiresAt, createdAt: at });
  if (!resolved.ok) return failWith(resolved.code, 'expiresAt');

  const secret = generateToken<string>({ format, kind, environment });
  const issued = await store.apply({
    ...newToken,
    type: 'issue_token',
    organizationId,
    actor,
    at,
    condition: createCondition(settings, access, [settings.rights.manageTokens]),
    tokenId: crypto.randomUUID(),
    environment,
    mask: secret.mask,
    digest: digestToken(secret.reveal()),
    expiresAt: resolved.expiresAt,
  });
  return issued.ok ? { ok: true, token: toTokenView(issued.token, at), secret } : failWith(issued.reason);
}

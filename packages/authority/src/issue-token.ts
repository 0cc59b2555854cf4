import { generateToken, type SecurityToken, type TokenKind } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { Access } from './access.ts';
import type { Expiry } from './expiry.ts';
import { type Outcome, refuse } from './failures.ts';
import { grantExpiry } from './grant-expiry.ts';
import type { Settings } from './read-options.ts';
import type { TokenView } from './views.ts';

/** A new token. This is the only time that its secret can be had. */
export interface IssuedToken {
  readonly token: TokenView;
  /** `.reveal()` gives the text; printed in any other way it is masked. */
  readonly secret: SecurityToken;
}

/** What the two kinds of token differ in. */
export interface TokenFacts {
  readonly kind: TokenKind;
  readonly name: string;
  readonly ownerId: string | null;
  readonly roleId: string | null;
  readonly ceiling: readonly string[] | null;
  readonly expiresAt: Expiry | undefined;
  readonly limit: number | null;
}

/** Makes a token whose rights were evaluated. The store gets its digest and its mask only. */
export async function issueToken(
  settings: Settings,
  access: Access,
  facts: TokenFacts,
): Promise<Outcome<IssuedToken>> {
  const { store, format, environment } = settings;
  const { organizationId, ref: actor, at } = access;
  const offered = format.prefixes.some((row) => row.kind === facts.kind && row.environment === environment);
  if (!offered) return refuse('no_such_kind');
  const granted = grantExpiry(settings, access, { wanted: facts.expiresAt, createdAt: at });
  if (!granted.ok) return refuse(granted.code);

  const secret = generateToken<string>({ format, kind: facts.kind, environment });
  const issued = await store.apply({
    ...facts,
    type: 'issue_token',
    organizationId,
    actor,
    at,
    tokenId: crypto.randomUUID(),
    environment,
    mask: secret.mask,
    digest: digestToken(secret.reveal()),
    expiresAt: granted.expiresAt,
  });
  return issued.ok ? { ok: true, token: issued.token, secret } : refuse(issued.reason);
}

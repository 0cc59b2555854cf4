import type { VerifyResult } from '@lynk-auth/verifier';
import type { Expected } from './expect-verification.ts';
import type { ModelSecret, ModelToken } from './model.ts';

/** What was verified. */
interface Verified {
  readonly token: ModelToken;
  readonly secret: ModelSecret;
  readonly organizationId: string;
}

/** @throws {Error} if the result is not what the model expects. The message contains no secret. */
export function compareVerification(result: VerifyResult, expected: Expected, verified: Verified): void {
  const { kind, secrets } = verified.token;
  const found = describe(result);
  const wanted = expected.ok ? [describePrincipal(expected, verified)] : expected.reasons;
  if (wanted.includes(found)) return;
  throw new Error(
    `Secret ${verified.secret.number} of a ${kind} token with ${secrets.length} secrets: expected ${wanted.join(' or ')}, got ${found}.`,
  );
}

function describe(result: VerifyResult): string {
  if (!result.ok) return result.kind === 'invalid_token' ? result.reason : result.kind;
  const { kind, tokenId, organizationId, permissions, expiresAt } = result.principal;
  const userId = result.principal.kind === 'personal' ? result.principal.userId : null;
  return JSON.stringify({
    kind,
    tokenId,
    organizationId,
    userId,
    permissions: permissions.toSorted(),
    expiresAt,
  });
}

function describePrincipal(
  { permissions, expiresAt }: Extract<Expected, { ok: true }>,
  { token: { kind, id: tokenId, ownerId: userId }, organizationId }: Verified,
): string {
  return JSON.stringify({
    kind,
    tokenId,
    organizationId,
    userId,
    permissions: permissions.toSorted(),
    expiresAt,
  });
}

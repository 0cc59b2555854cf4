import { createPrincipal, parseToken } from '@lynk-auth/core';
import type { TokenVerifier, VerifyContext, VerifyResult } from '@lynk-auth/core/server';
import { authorizationCorpus } from '../corpora/corpora.ts';
import { contractTokens, ERROR_TEXT, EXPIRES_AT, LATE_MS, NEAR } from './contract-tokens.ts';

type Verify = (context: VerifyContext | undefined) => VerifyResult | Promise<VerifyResult>;

const good = (
  about: { organizationId?: string; permissions?: readonly string[]; expiresAt?: number } = {},
): VerifyResult => ({
  ok: true,
  principal: createPrincipal({
    kind: 'service',
    tokenId: 't2',
    organizationId: 'o1',
    permissions: ['view_organization', 'update_sboms'],
    expiresAt: null,
    ...about,
  }),
});

const refused = (reason: Extract<VerifyResult, { kind: 'invalid_token' }>['reason']): VerifyResult => ({
  ok: false,
  kind: 'invalid_token',
  reason,
});

const later = <T>(act: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(act());
      } catch (error) {
        reject(error);
      }
    }, LATE_MS);
  });

const fail = (): never => {
  throw new Error(ERROR_TEXT);
};

/** Returns a value that the types do not allow. */
const nonsense =
  (value: unknown): Verify =>
  () =>
    value as VerifyResult;

const behaviorsByToken: Readonly<Record<Exclude<keyof typeof contractTokens, 'valid' | 'unknown'>, Verify>> =
  {
    other: () => good({ organizationId: 'o2' }),
    promised: async () => good(),
    late: () => later(good),
    expiring: () => good({ permissions: ['view_organization'], expiresAt: EXPIRES_AT }),
    expiringLate: () => good({ expiresAt: Date.UTC(10_000, 0, 1) }),
    near: (context) => (context?.clientIp === NEAR ? good() : refused('network')),
    telling: (context) =>
      good({
        permissions: [`clientIp=${context?.clientIp}`, `userAgent=${context?.userAgent}`],
      }),
    suspended: () => refused('suspended'),
    retired: () => refused('retired'),
    ownerGone: () => refused('owner_gone'),
    ownerSuspended: () => refused('owner_suspended'),
    roleGone: () => refused('role_gone'),
    wrongEnvironment: () => refused('wrong_environment'),
    throttled: () => ({ ok: false, kind: 'throttled', reason: 'too_many_failures', retryAfterSeconds: 30 }),
    unavailable: async () => ({
      ok: false,
      kind: 'unavailable',
      reason: 'source_down',
      retryAfterSeconds: 7,
    }),
    unavailableForSome: () => ({ ok: false, kind: 'unavailable', reason: 'source_down' }),
    throws: fail,
    rejects: async () => fail(),
    rejectsLate: () => later(fail),
    throwsNothing: () => {
      throw undefined;
    },
    throwsRoute: () => {
      throw 'route';
    },
    rejectsWithNothing: () => Promise.reject(),
    hangs: () => new Promise(() => undefined),
    returnsNothing: nonsense(undefined),
    returnsTrue: nonsense(true),
    returnsTruthyOk: nonsense({ ...good(), ok: 'yes' }),
    returnsNoPrincipal: nonsense({ ok: true }),
    returnsNoPermissions: nonsense({
      ok: true,
      principal: { kind: 'service', tokenId: 't2', organizationId: 'o1', expiresAt: null },
    }),
    returnsUnknownKind: nonsense({ ok: false, kind: 'fine', reason: 'unknown' }),
    returnsInvalidLate: () => later(() => ({ ok: 1 }) as never),
  };

const behaviors = new Map<string, Verify>(
  Object.entries(behaviorsByToken).map(([name, verify]) => [
    contractTokens[name as keyof typeof behaviorsByToken],
    verify,
  ]),
);

for (const { token, kind, state, permissions = [] } of authorizationCorpus.store) {
  const base = { tokenId: 't1', organizationId: 'o1', permissions, expiresAt: null };
  const principal = createPrincipal(
    kind === 'personal' ? { ...base, kind, userId: 'u1' } : { ...base, kind },
  );
  behaviors.set(token, () => (state === 'active' ? { ok: true, principal } : refused(state)));
}

/**
 * The verifier of the contract's app. It knows the tokens of the authorization corpus and {@link contractTokens},
 * which include tokens that make it throw, hang or return invalid results.
 */
export const contractVerifier: TokenVerifier = Object.freeze({
  verify(token: string, context?: VerifyContext) {
    const parsed = parseToken(token, { requireChecksum: true });
    if (!parsed.ok) return refused(parsed.reason);
    const verify = behaviors.get(token);
    return verify === undefined ? refused('unknown') : verify(context);
  },
});

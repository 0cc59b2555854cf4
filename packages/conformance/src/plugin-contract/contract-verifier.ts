import { createPrincipal, parseToken } from '@lynk-auth/core';
import type { TokenVerifier, VerifyContext, VerifyResult } from '@lynk-auth/core/server';
import { authorizationCorpus } from '../corpora/corpora.ts';
import { contractTokens, ERROR_TEXT, EXPIRES_AT, LATE_MS, NEAR } from './contract-tokens.ts';

type Answer = (context: VerifyContext | undefined) => VerifyResult | Promise<VerifyResult>;

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

/** What no type allows. */
const nonsense =
  (value: unknown): Answer =>
  () =>
    value as VerifyResult;

const behaviours: Readonly<Record<Exclude<keyof typeof contractTokens, 'valid' | 'unknown'>, Answer>> = {
  other: () => good({ organizationId: 'o2' }),
  promised: async () => good(),
  late: () => later(good),
  expiring: () => good({ permissions: ['view_organization'], expiresAt: EXPIRES_AT }),
  near: (context) => (context?.clientIp === NEAR ? good() : refused('network')),
  telling: (context) =>
    good({
      permissions: [
        `clientIp=${context?.clientIp}`,
        `forwarded=${context?.forwarded}`,
        `userAgent=${context?.userAgent}`,
      ],
    }),
  throttled: () => ({ ok: false, kind: 'throttled', reason: 'too_many_failures', retryAfterSeconds: 30 }),
  unavailable: async () => ({ ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 7 }),
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
  answersNothing: nonsense(undefined),
  answersTrue: nonsense(true),
  answersYes: nonsense({ ...good(), ok: 'yes' }),
  answersWithoutPrincipal: nonsense({ ok: true }),
  answersWithoutPermissions: nonsense({
    ok: true,
    principal: { kind: 'service', tokenId: 't2', organizationId: 'o1', expiresAt: null },
  }),
  answersUnknownKind: nonsense({ ok: false, kind: 'fine', reason: 'unknown' }),
  answersNonsenseLater: () => later(() => ({ ok: 1 }) as never),
};

const answers = new Map<string, Answer>(
  Object.entries(behaviours).map(([name, answer]) => [
    contractTokens[name as keyof typeof behaviours],
    answer,
  ]),
);

for (const { token, kind, state, permissions = [] } of authorizationCorpus.store) {
  const base = { tokenId: 't1', organizationId: 'o1', permissions, expiresAt: null };
  const principal = createPrincipal(
    kind === 'personal' ? { ...base, kind, userId: 'u1' } : { ...base, kind },
  );
  answers.set(token, () => (state === 'active' ? { ok: true, principal } : refused(state)));
}

/**
 * The verifier of the contract's app. It knows what the authorization corpus knows, and some tokens
 * with which it behaves as verifiers do on their worst days.
 */
export const contractVerifier: TokenVerifier = Object.freeze({
  verify(token: string, context?: VerifyContext) {
    const parsed = parseToken(token, { requireChecksum: true });
    if (!parsed.ok) return refused(parsed.reason);
    const answer = answers.get(token);
    return answer === undefined ? refused('unknown') : answer(context);
  },
});

import { generateToken } from '@lynk-auth/core';
import { authorizationCorpus } from '../corpora/corpora.ts';

/** When the token `expiring` does. */
export const EXPIRES_AT = Date.UTC(2099, 0, 1);
/** The delay of late results, in milliseconds. */
export const LATE_MS = 160;
/** The only address that the token `near` is good from; RFC 5737 reserves it for documentation. */
export const NEAR = '192.0.2.7';

/** Returns the same token for the same name in every process. It is not a secret. */
function fixedToken(name: string): string {
  let state = 2166136261;
  for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return generateToken({
    kind: 'service',
    environment: 'test',
    fillRandom: (bytes) => bytes.set(Array.from(bytes, next)),
  }).reveal();
}

/** Tokens, each named after the result of {@link contractVerifier}. */
export const contractTokens = Object.freeze({
  /** Has the permissions `view_organization` and `update_sboms`. */
  valid: authorizationCorpus.valid_token,
  unknown: authorizationCorpus.unknown_token,
  /** As `valid`, in another organization. */
  other: fixedToken('other'),
  /** As `valid`, in a promise. */
  promised: fixedToken('promised'),
  /** As `valid`, in a promise that takes {@link LATE_MS}. */
  late: fixedToken('late'),
  /** Expires at {@link EXPIRES_AT}; has `view_organization`. */
  expiring: fixedToken('expiring'),
  /** Expires after the year 9999. */
  expiringLate: fixedToken('expiring late'),
  /** Valid from {@link NEAR} only. */
  near: fixedToken('near'),
  /** Its permissions are the context that the verifier received: `clientIp=127.0.0.1`. */
  telling: fixedToken('telling'),
  /** Rejected for the reason of its name. */
  suspended: fixedToken('suspended'),
  retired: fixedToken('retired'),
  ownerGone: fixedToken('owner gone'),
  ownerSuspended: fixedToken('owner suspended'),
  roleGone: fixedToken('role gone'),
  wrongEnvironment: fixedToken('wrong environment'),
  /** For 30 seconds. */
  throttled: fixedToken('throttled'),
  /** For 7 seconds, in a promise. */
  unavailable: fixedToken('unavailable'),
  /** Without a time to wait. */
  unavailableForSome: fixedToken('unavailable for some time'),
  throws: fixedToken('throws'),
  rejects: fixedToken('rejects'),
  /** After {@link LATE_MS}. */
  rejectsLate: fixedToken('rejects late'),
  /** Express takes `undefined` for success, and `'route'` for a reason to skip a handler. */
  throwsNothing: fixedToken('throws nothing'),
  throwsRoute: fixedToken('throws route'),
  rejectsWithNothing: fixedToken('rejects with nothing'),
  hangs: fixedToken('hangs'),
  /** Results that no verifier may return. */
  returnsNothing: fixedToken('returns nothing'),
  returnsTrue: fixedToken('returns true'),
  returnsTruthyOk: fixedToken('returns truthy ok'),
  returnsNoPrincipal: fixedToken('returns no principal'),
  returnsNoPermissions: fixedToken('returns no permissions'),
  returnsUnknownKind: fixedToken('returns unknown kind'),
  returnsInvalidLate: fixedToken('returns invalid late'),
});

/** A part of the message of every error that the verifier throws. No response may contain it. */
export const ERROR_TEXT = 'the database at db.internal said no';

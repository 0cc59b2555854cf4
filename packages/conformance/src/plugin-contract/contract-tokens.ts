import { generateToken } from '@lynk-auth/core';
import { authorizationCorpus } from '../corpora/corpora.ts';

/** When the token `expiring` does. */
export const EXPIRES_AT = Date.UTC(2099, 0, 1);
/** How long the late answers take, in milliseconds. */
export const LATE_MS = 160;
/** The only address that the token `near` is good from; RFC 5737, so nobody's. */
export const NEAR = '192.0.2.7';

/** The same token for the same name in every process: no secret, and no store knows it. */
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

/** Tokens, each named after what {@link contractVerifier} does with it. */
export const contractTokens = Object.freeze({
  /** May view the organization, and update SBOMs. */
  valid: authorizationCorpus.valid_token,
  unknown: authorizationCorpus.unknown_token,
  /** As `valid`, in another organization. */
  other: fixedToken('other'),
  /** As `valid`, in a promise. */
  promised: fixedToken('promised'),
  /** As `valid`, in a promise that takes {@link LATE_MS}. */
  late: fixedToken('late'),
  /** Expires at {@link EXPIRES_AT}; may view the organization. */
  expiring: fixedToken('expiring'),
  /** Good from {@link NEAR} only. */
  near: fixedToken('near'),
  /** Its permissions tell the context that the verifier was given: `clientIp=127.0.0.1`. */
  telling: fixedToken('telling'),
  /** For 30 seconds. */
  throttled: fixedToken('throttled'),
  /** For 7 seconds, in a promise. */
  unavailable: fixedToken('unavailable'),
  /** Nobody says for how long. */
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
  /** What no verifier may answer. */
  answersNothing: fixedToken('answers nothing'),
  answersTrue: fixedToken('answers true'),
  answersYes: fixedToken('answers yes'),
  answersWithoutPrincipal: fixedToken('answers without principal'),
  answersWithoutPermissions: fixedToken('answers without permissions'),
  answersUnknownKind: fixedToken('answers unknown kind'),
  answersNonsenseLater: fixedToken('answers nonsense later'),
});

/** What is in the message of every error that the verifier throws: no answer may hold it. */
export const ERROR_TEXT = 'the database at db.internal said no';

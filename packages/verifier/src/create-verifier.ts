import {
  isPromise,
  parseToken,
  type TokenVerifier,
  type VerifyContext,
  type VerifyResult,
} from '@lynk-auth/core';
import { createReporter, type Report } from './create-reporter.ts';
import { digestToken } from './digest-token.ts';
import { judgeAnswer, unavailable } from './judge-answer.ts';
import { readOptions, type VerifierOptions } from './read-options.ts';
import type { SourceAnswer } from './source.ts';

/** A {@link TokenVerifier} over a source. Made by {@link createVerifier}. */
export interface Verifier extends TokenVerifier {
  /**
   * Ends it: from now on every answer is `unavailable`. Resolves when `observe` was told of every
   * answer that was given before. The source stays open, for it belongs to whoever made it.
   */
  close(): Promise<void>;
}

/** Nothing longer is ever hashed, parsed or looked up. */
const MAX_LENGTH = 192;

/**
 * Makes a verifier: form, checksum and environment are judged first, then one read of the source,
 * then the expiry. A bad token is a value, never a throw; a source that fails is `unavailable`.
 *
 * @param options The source, and what to serve.
 * @returns The verifier. Its answer is synchronous where the source's is.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * const verifier = createVerifier({ source: authority.source });
 * await verifier.verify('lynk_live_…'); // { ok: true, principal } or { ok: false, kind, reason }
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { source, scheme, environments, requireChecksum, clock, observe } = readOptions(options);
  const report = createReporter(observe, scheme);
  let closed = false;

  /** Refuses what needs no look-up. */
  const precheck = (token: string): VerifyResult | null => {
    if (typeof token === 'string' && token.length > MAX_LENGTH) return invalid('too_long');
    const parsed = parseToken<string>(token, { scheme, requireChecksum });
    if (!parsed.ok) return invalid(parsed.reason);
    return environments.includes(parsed.environment) ? null : invalid('wrong_environment');
  };

  return Object.freeze({
    verify(token: string, context?: VerifyContext) {
      const finish = (result: VerifyResult, details?: Pick<Report, 'tokenId' | 'error'>) => {
        report({ token, context, result, ...details });
        return result;
      };
      const fail = (error: unknown) => finish(unavailable, { error });
      const settle = (answer: SourceAnswer) => {
        try {
          return finish(judgeAnswer(answer, clock.wall()), { tokenId: tokenIdOf(answer) });
        } catch (error) {
          return fail(error);
        }
      };

      const refusal = closed ? unavailable : precheck(token);
      if (refusal !== null) return finish(refusal);
      try {
        const answer = source.lookup(token, [digestToken(token)]);
        return isPromise(answer) ? Promise.resolve(answer).then(settle, fail) : settle(answer);
      } catch (error) {
        return fail(error);
      }
    },

    async close() {
      closed = true;
    },
  });
}

type Refused = Extract<VerifyResult, { kind: 'invalid_token' }>;

const invalid = (reason: Refused['reason']): Refused => ({ ok: false, kind: 'invalid_token', reason });

const tokenIdOf = (answer: SourceAnswer) => (answer.ok ? answer.principal.tokenId : answer.tokenId);

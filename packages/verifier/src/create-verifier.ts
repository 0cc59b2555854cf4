import {
  isPromise,
  parseToken,
  type TokenVerifier,
  type VerifyContext,
  type VerifyResult,
} from '@lynk-auth/core';
import { sha256 } from '#runtime';
import { bytesOf } from './bytes-of.ts';
import { createCache } from './cache.ts';
import type { ClockReading } from './clock-reading.ts';
import { createReporter, type Report } from './create-reporter.ts';
import type { Entry } from './entry-cache.ts';
import type { Failure } from './lease.ts';
import { type CheckedLookup, checkValidity, refusals, unavailable } from './lookup-result.ts';
import { readOptions, type VerifierOptions } from './read-options.ts';
import { createThrottle } from './throttle.ts';

/** A {@link TokenVerifier} over a source. Made by {@link createVerifier}. */
export interface Verifier extends TokenVerifier {
  /**
   * Resolves when everything is done that goes on behind the answers given so far: `observe` was
   * told and is done, and the source has written what it had to. For runtimes that end with the
   * answer: `context.waitUntil(verifier.flush())`.
   */
  flush(): Promise<void>;
  /**
   * Ends it: from now on every answer is `unavailable`, and what was kept is gone. Resolves when
   * `observe` was told of every answer that was given before, and the source has written what it
   * had to. The source stays open, for it belongs to whoever made it.
   */
  close(): Promise<void>;
}

/** Nothing longer is ever hashed, parsed or looked up. */
const MAX_LENGTH = 192;

/** One call, once it could not be answered from cache at once. */
interface Call extends ClockReading {
  readonly token: string;
  readonly key: string;
  readonly context: VerifyContext | undefined;
}

/**
 * Makes a verifier. A token that is known is answered from cache, for as long as the source says that
 * this holds; for others: the throttle, form, checksum and environment, then one read of the source;
 * for all: the expiry and the network. A bad token is a value, never a throw; a source that fails is
 * `unavailable`.
 *
 * @param options The source, and what to serve.
 * @returns The verifier. Its answer is synchronous where nothing has to be read, or the source's is.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * ```ts
 * import type { Authority } from '@lynk-auth/authority';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * declare const authority: Authority;
 *
 * const verifier = createVerifier({ source: authority.source });
 * await verifier.verify('lynk_live_…'); // { ok: true, principal } or { ok: false, kind, reason }
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readOptions(options);
  const { source, format, environments, requireChecksum, clock } = settings;
  const reporter = createReporter(settings.observe, format);
  const throttle = settings.throttle && createThrottle(settings.throttle);
  const cache = createCache(source, settings.maxEntries);
  const { kept, reads } = cache;
  let closed = false;

  const finish = (
    result: VerifyResult,
    token: unknown,
    context: VerifyContext | undefined,
    details?: Pick<Report, 'tokenId' | 'error'>,
  ): VerifyResult => {
    reporter?.report({ token, context, result, ...details });
    return result;
  };

  /** Ends what was not answered from cache. A failure that is the caller's counts against the address. */
  const conclude = (result: VerifyResult, call: Call, tokenId?: string): VerifyResult => {
    const { context } = call;
    const address = throttle && addressOf(context);
    if (address && !result.ok && result.kind === 'invalid_token') throttle?.fail(address, call.monotonic);
    return finish(result, call.token, context, { tokenId });
  };
  const fail = (error: unknown, call: Call): VerifyResult =>
    finish(unavailable, call.token, call.context, { error });

  /** The address to throttle, if there is one that is the client's own. */
  const addressOf = (context: VerifyContext | undefined): string | undefined => {
    const address = context?.clientIp;
    if (address === undefined || context?.forwarded !== true) return address;
    reporter?.unthrottled(address);
    return undefined;
  };

  /** Refuses what needs no lookup. */
  const precheck = (token: string): VerifyResult | null => {
    const parsed = parseToken<string>(token, { format, requireChecksum });
    if (!parsed.ok) return invalid(parsed.reason);
    return environments.includes(parsed.environment) ? null : refusals.wrong_environment;
  };

  const hit = (entry: Entry, call: Call): VerifyResult | Promise<VerifyResult> => {
    const wall = clock.wall();
    // Its end may have been moved: it is read again before it is refused.
    if (!(wall < entry.validUntil)) {
      kept?.entries.remove(entry);
      return miss(call);
    }
    entry.used = true;
    return finish(checkValidity(entry, wall, call.context?.clientIp), call.token, call.context, {
      tokenId: entry.result.principal.tokenId,
    });
  };

  /** Answers from cache if the entry is still there, by what the log says now. */
  const hitAgain = (call: Call): VerifyResult | Promise<VerifyResult> => {
    const entry = kept?.entries.get(call.key);
    return entry === undefined ? miss(call) : hit(entry, call);
  };

  /** An entry that may not be answered at once. */
  const renew = (state: 'half' | 'unproven' | 'over', call: Call): VerifyResult | Promise<VerifyResult> => {
    if (state === 'over') return miss(call);
    const failure = cache.prove(call);
    // Behind the answer: the next one will need it.
    if (state === 'half') return hitAgain(call);
    const settled = (found: Failure | null) => {
      if (closed) return finish(unavailable, call.token, call.context);
      return found === null ? guard(call, hitAgain) : fail(found.error, call);
    };
    return isPromise(failure) ? failure.then(settled) : settled(failure);
  };

  const miss = (call: Call): VerifyResult | Promise<VerifyResult> => {
    const { token, key, monotonic, wall } = call;
    const address = throttle && addressOf(call.context);
    const wait = address ? throttle.wait(address, monotonic) : 0;
    if (wait > 0) return finish(throttled(wait), token, call.context);
    if (kept?.unknown.has(key, monotonic) && cache.check(call, monotonic, wall) !== 'unproven') {
      return conclude(refusals.unknown, call);
    }
    const refusal = precheck(token);
    if (refusal !== null) return conclude(refusal, call);
    // So that the next one is answered from cache. What is known of the log has to be older than the read.
    if (kept && cache.check(call, monotonic, wall) === 'unproven') void cache.prove(call);
    const reading = reads.read(key, token, [bytesOf(key)], call);
    if (!isPromise(reading)) return settle(reading, call);
    return reading.then(
      (value) => guard(call, (same) => settle(value, same)),
      (error: unknown) => fail(error, call),
    );
  };

  const settle = ({ accepted, refusal, tokenId }: CheckedLookup, call: Call): VerifyResult => {
    if (closed) return finish(unavailable, call.token, call.context);
    return conclude(refusal ?? checkValidity(accepted, clock.wall(), call.context?.clientIp), call, tokenId);
  };

  /** What throws is a clock, or a source with a bug: nobody is let in. */
  const guard = <T>(call: Call, work: (call: Call) => T): T | VerifyResult => {
    try {
      return work(call);
    } catch (error) {
      return fail(error, call);
    }
  };

  return Object.freeze({
    verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult> {
      if (closed) return finish(unavailable, token, context);
      if (typeof token !== 'string') return finish(invalid('missing'), token, context);
      if (token.length > MAX_LENGTH) return finish(invalid('too_long'), token, context);
      try {
        const key = sha256(token);
        const monotonic = clock.monotonic();
        const wall = clock.wall();
        const entry = kept?.entries.get(key);
        if (entry === undefined) return guard({ token, key, context, monotonic, wall }, miss);
        const state = cache.check(entry.asked, monotonic, wall);
        if (state !== 'proven') {
          return guard({ token, key, context, monotonic, wall }, (call) => renew(state, call));
        }
        if (!(wall < entry.validUntil)) {
          return guard({ token, key, context, monotonic, wall }, (call) => hit(entry, call));
        }
        // Only then: a write makes the processor bring a line of its cache back to cache.
        if (!entry.used) entry.used = true;
        const result = entry.networks === null ? entry.result : checkValidity(entry, wall, context?.clientIp);
        if (reporter === null) return result;
        return finish(result, token, context, { tokenId: entry.result.principal.tokenId });
      } catch (error) {
        return finish(unavailable, token, context, { error });
      }
    },

    async flush() {
      await reporter?.flush();
      await source.flush?.();
    },

    async close() {
      closed = true;
      kept?.entries.clear();
      kept?.unknown.clear();
      await source.flush?.();
    },
  });
}

type Refused = Extract<VerifyResult, { kind: 'invalid_token' }>;

const invalid = (reason: Refused['reason']): Refused => ({ ok: false, kind: 'invalid_token', reason });

const throttled = (waitMs: number): VerifyResult => ({
  ok: false,
  kind: 'throttled',
  reason: 'too_many_failures',
  retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
});

import type { Principal, TokenFormat } from '@lynk-auth/core';
import { isPromise } from '@lynk-auth/core/internal';
import type { TokenVerifier, VerifyContext, VerifyResult } from '@lynk-auth/core/server';
import { keepsMemory, sha256 } from '#runtime';
import { createCache } from './cache/cache.ts';
import type { CacheEntry } from './cache/entry-cache.ts';
import { createPrecheck } from './create-precheck.ts';
import { decodeDigest } from './digest/decode-digest.ts';
import { createReporter, type Report, type Reporter } from './events/create-reporter.ts';
import { createWarner } from './events/create-warner.ts';
import type { ClockReading } from './lease/clock-reading.ts';
import type { LogReadFailure } from './lease/lease.ts';
import { readOptions, type VerifierOptions } from './read-options.ts';
import { checkValidity } from './source/check-validity.ts';
import type { CheckedLookup } from './source/read-lookup-result.ts';
import { createRejection, rejections, unavailable } from './source/rejections.ts';
import type { SourceReason, UseCounter } from './source/source.ts';
import { createThrottle } from './throttle/throttle.ts';

/** A {@link TokenVerifier} over a source. Created by {@link createVerifier}. */
export interface Verifier extends TokenVerifier {
  readonly format: TokenFormat;
  /**
   * Resolves when all background work is done: `observe` has handled every event, and the source has written
   * what it had to. For runtimes that stop after the response: `context.waitUntil(verifier.flush())`.
   */
  flush(): Promise<void>;
  /**
   * Closes the verifier: from now on every result is `unavailable`, and the cache is empty. Resolves when the
   * source has written what it had to. The source stays open: it belongs to the code that created it.
   */
  close(): Promise<void>;
}

/** A longer token is never hashed, parsed or looked up. */
const MAX_LENGTH = 192;

/** One call of `verify` that the cache could not resolve at once, and the time at which it began. */
interface Call extends ClockReading {
  readonly token: string;
  readonly key: string;
  readonly context: VerifyContext | undefined;
}

/**
 * Creates a verifier.
 *
 * A cached token is accepted without parsing for as long as the source says that its result is valid.
 * Otherwise: form, checksum and environment, then one read of the source. In both cases: expiry and allowed
 * networks. Bad tokens from an address that sends too many of them are `throttled`; a good token never is. A bad
 * token is a value, never a throw. A source that fails is `unavailable`.
 *
 * @param options The source, and what to accept.
 * @returns The verifier. Its result is synchronous if nothing has to be read, or if the source is.
 * @throws {LynkConfigurationError} for an unknown or wrong option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * await verifier.verify('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSg2');
 * // { ok: true, principal } or { ok: false, kind, reason }
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readOptions(options);
  const { source, clock } = settings;
  const reporter = createReporterOf(settings);
  const precheck = createPrecheck(settings);
  const throttle = settings.throttle && createThrottle(settings.throttle);
  const cache = createCache(settings, settings.maxEntries, keepsMemory);
  const { contents, reads } = cache;
  let closed = false;

  const readClocks = (): ClockReading => ({ monotonic: clock.monotonic(), wall: clock.wall() });

  const tracksUses = source.trackUse !== undefined;
  const findCounter = (digest: Uint8Array, principal: Principal): UseCounter | undefined =>
    source.trackUse?.({ digest, principal, keepsMemory });
  /** Counts an accepted use of a cached token. */
  const countHit = (entry: CacheEntry, wall: number, context: VerifyContext | undefined): void => {
    entry.uses ??= findCounter(decodeDigest(entry.key), entry.result.principal);
    entry.uses?.record(wall, context);
  };

  /** Counts a rejected use of a token that the source knows. */
  const countRefusal = (
    result: VerifyResult,
    tokenId: string | undefined,
    at: number,
    context: VerifyContext | undefined,
  ): void => {
    if (result.ok || result.kind !== 'invalid_token' || tokenId === undefined) return;
    // A parse reason has no token id.
    const reason = result.reason as SourceReason;
    source.recordRefusal?.({ tokenId, reason, at, context, keepsMemory });
  };

  const finish = (
    result: VerifyResult,
    token: unknown,
    context: VerifyContext | undefined,
    details?: Pick<Report, 'tokenId' | 'error'>,
  ): VerifyResult => {
    if (!result.ok || reporter?.reportsAccepted) reporter?.report({ token, context, result, ...details });
    return result;
  };

  /** Finishes a verification that the throttle counts. */
  const finishVerified = (result: VerifyResult, call: Call, tokenId?: string): VerifyResult => {
    const { token, context, monotonic, wall } = call;
    countRefusal(result, tokenId, wall, context);
    return finish(applyThrottle(result, context, monotonic), token, context, { tokenId });
  };
  /** Counts a good or bad token for the client's address. A bad one above the limit is `throttled`. */
  const applyThrottle = (
    result: VerifyResult,
    context: VerifyContext | undefined,
    monotonic: number,
  ): VerifyResult => {
    if (throttle === null) return result;
    if (result.ok) throttle.recordSuccess(context?.clientIp, monotonic);
    else if (result.kind === 'invalid_token') {
      const waitMs = throttle.recordFailure(context?.clientIp, monotonic);
      if (waitMs > 0) return throttled(waitMs);
    }
    return result;
  };
  /** Reports a read that does not end. */
  const watch = <T>(read: Promise<T>): Promise<T> => {
    const end = reporter?.watchRead?.();
    if (end !== undefined) read.then(end, end);
    return read;
  };
  const finishClosed = (token: unknown, context: VerifyContext | undefined): VerifyResult =>
    finish(unavailable, token, context, { error: new Error('The verifier is closed.') });
  const finishUnavailable = (error: unknown, call: Call): VerifyResult =>
    finish(unavailable, call.token, call.context, { error });

  const handleHit = (entry: CacheEntry, call: Call): VerifyResult | Promise<VerifyResult> => {
    const wall = clock.wall();
    // The expiry may have been moved: the token is read again before it is rejected.
    if (!(wall < entry.validUntil)) {
      contents?.accepted.remove(entry);
      return handleMiss(call);
    }
    entry.used = true;
    const result = checkValidity(entry, wall, call.context?.clientIp);
    if (result.ok && tracksUses) countHit(entry, wall, call.context);
    return finishVerified(result, call, entry.result.principal.tokenId);
  };

  /** Looks in the cache again, now that the change log was read. */
  const retryCache = (call: Call): VerifyResult | Promise<VerifyResult> => {
    const entry = contents?.accepted.get(call.key);
    return entry === undefined ? handleMiss(call) : handleHit(entry, call);
  };

  /** Obtains proof for a verification that has none, and continues it. */
  const continueWithProof = (
    call: Call,
    next: (call: Call) => VerifyResult | Promise<VerifyResult>,
  ): VerifyResult | Promise<VerifyResult> => {
    const resume = (failure: LogReadFailure | null) => {
      if (closed) return finishClosed(call.token, call.context);
      return failure === null ? guard(call, next) : finishUnavailable(failure.error, call);
    };
    const proof = cache.obtainProof(call);
    return isPromise(proof) ? watch(proof).then(resume) : resume(proof);
  };

  /** Handles a hit whose proof is half spent, missing or expired. */
  const handleAgingHit = (
    state: 'half_spent' | 'unproven' | 'expired',
    call: Call,
  ): VerifyResult | Promise<VerifyResult> => {
    if (state === 'expired') return handleMiss(call);
    if (state === 'unproven') return continueWithProof(call, retryCache);
    // In the background: the next verification will need it.
    void cache.obtainProof(call);
    return retryCache(call);
  };

  const handleMiss = (call: Call): VerifyResult | Promise<VerifyResult> => {
    const { token, key, context, monotonic, wall } = call;
    if (contents?.unknown.has(key, monotonic) && cache.checkFreshness(call, monotonic, wall) !== 'unproven') {
      return finishVerified(rejections.unknown, call);
    }
    const rejection = precheck(token);
    if (rejection !== null) return finishVerified(rejection, call);
    // Without long memory, requests must not wait for each other: on Workers, that can hang them.
    const line = keepsMemory ? throttle?.findLine(context?.clientIp, monotonic) : null;
    if (line == null) return lookUp(call);
    return line.run(
      (waited) => guard(call, () => lookUp(waited ? { ...call, ...readClocks() } : call)),
      () => (closed ? finishClosed(token, context) : finish(throttled(0), token, context)),
    );
  };

  /** Reads the source once, under a proof: a source that lost its place may be as outdated as its log. */
  const lookUp = (call: Call): VerifyResult | Promise<VerifyResult> => {
    if (closed) return finishClosed(call.token, call.context);
    const state = cache.checkFreshness(call, call.monotonic, call.wall);
    // Rule 7 of the lease.
    if (state === 'unproven') return continueWithProof(call, readSource);
    if (state === 'half_spent') void cache.obtainProof(call);
    return readSource(call);
  };

  const readSource = (call: Call): VerifyResult | Promise<VerifyResult> => {
    const { key, token } = call;
    const digest = decodeDigest(key);
    const lookup = reads.read(key, token, [digest], call);
    if (!isPromise(lookup)) return handleLookup(lookup, digest, call);
    return watch(lookup).then(
      (value) => guard(call, (same) => handleLookup(value, digest, same)),
      (error: unknown) => finishUnavailable(error, call),
    );
  };

  const handleLookup = (
    { accepted, rejection, tokenId }: CheckedLookup,
    digest: Uint8Array,
    call: Call,
  ): VerifyResult => {
    if (closed) return finishClosed(call.token, call.context);
    const wall = clock.wall();
    const result = rejection ?? checkValidity(accepted, wall, call.context?.clientIp);
    if (result.ok) findCounter(digest, result.principal)?.record(wall, call.context);
    return finishVerified(result, call, tokenId);
  };

  /** A clock that throws, or a source with a bug, never accepts a token. */
  const guard = <T>(call: Call, work: (call: Call) => T): T | VerifyResult => {
    try {
      return work(call);
    } catch (error) {
      return finishUnavailable(error, call);
    }
  };

  return Object.freeze({
    format: settings.format,
    verify(token: string, context?: VerifyContext): VerifyResult | Promise<VerifyResult> {
      if (closed) return finishClosed(token, context);
      try {
        const monotonic = clock.monotonic();
        const wall = clock.wall();
        if (typeof token !== 'string' || token.length > MAX_LENGTH) {
          const rejection = createRejection(typeof token === 'string' ? 'too_long' : 'missing');
          return finish(applyThrottle(rejection, context, monotonic), token, context);
        }
        const key = sha256(token);
        const entry = contents?.accepted.get(key);
        if (entry === undefined) return guard({ token, key, context, monotonic, wall }, handleMiss);
        const state = cache.checkFreshness(entry.readAt, monotonic, wall);
        if (state !== 'proven') {
          return guard({ token, key, context, monotonic, wall }, (call) => handleAgingHit(state, call));
        }
        if (!(wall < entry.validUntil)) {
          return guard({ token, key, context, monotonic, wall }, (call) => handleHit(entry, call));
        }
        // Written only if it changes: a write costs the processor a cache line.
        if (!entry.used) entry.used = true;
        const checked =
          entry.networks === null ? entry.result : checkValidity(entry, wall, context?.clientIp);
        if (checked.ok && tracksUses) countHit(entry, wall, context);
        const result = applyThrottle(checked, context, monotonic);
        if (result.ok && !reporter?.reportsAccepted) return result;
        const { tokenId } = entry.result.principal;
        countRefusal(checked, tokenId, wall, context);
        return finish(result, token, context, { tokenId });
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
      contents?.accepted.clear();
      contents?.unknown.clear();
      await source.flush?.();
    },
  });
}

const throttled = (waitMs: number): VerifyResult => ({
  ok: false,
  kind: 'throttled',
  reason: 'too_many_failures',
  retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
});

/** Without `observe`, warnings say why tokens cannot be verified. */
function createReporterOf({ observe, format, clock }: ReturnType<typeof readOptions>): Reporter | null {
  if (observe === null) return null;
  return observe === undefined ? createWarner(format, clock) : createReporter(observe, format);
}

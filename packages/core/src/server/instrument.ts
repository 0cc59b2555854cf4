import { assertPart } from '../common/assert-part.ts';
import { isPromise } from '../common/is-promise.ts';
import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import type { TokenVerifier, VerifyResult } from './authentication/token-verifier.ts';

type Attributes = { [name: string]: string };

/** The part of OpenTelemetry's `Span` that is used. */
export interface SpanLike {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

/** The part of OpenTelemetry's `Tracer` that is used. */
export interface TracerLike {
  startSpan(name: string): SpanLike;
}

/** The part of OpenTelemetry's `Meter` that is used. */
export interface MeterLike {
  createCounter(
    name: string,
    options: { description: string },
  ): { add(value: number, attributes: Attributes): void };
  createHistogram(
    name: string,
    options: { description: string; unit: string },
  ): { record(value: number, attributes: Attributes): void };
}

/** Options of {@link instrument}. */
export interface InstrumentOptions {
  /** `trace.getTracer('…')` of `@opentelemetry/api`. */
  readonly tracer?: TracerLike;
  /** `metrics.getMeter('…')` of `@opentelemetry/api`. */
  readonly meter?: MeterLike;
  /**
   * A monotonic clock, in milliseconds.
   * @default performance.now
   */
  readonly now?: () => number;
}

/** The outcome of a verification, as spans and counters name it. */
export type VerifyOutcome = 'ok' | 'invalid_token' | 'throttled' | 'unavailable' | 'error';

const NAME = 'lynk_auth.verify';
/** `SpanStatusCode.ERROR` of OpenTelemetry. */
const ERROR = 2;
/** Every reason matches. Every token is longer. */
const REASON = /^[a-z_]{1,24}$/;

/**
 * Adds OpenTelemetry spans and metrics to a verifier: a span `lynk_auth.verify`, a counter of the same name, and a
 * histogram `lynk_auth.verify.duration` in seconds, each with `outcome` and, for a rejected token, `reason`. Nothing
 * is imported: pass the tracer and the meter, both optional.
 *
 * A synchronous result stays synchronous. A tracer or a meter that throws does not affect the request. No attribute
 * holds a token, an address or the message of an error.
 *
 * @param verifier The verifier to instrument.
 * @param options The tracer, the meter and the clock.
 * @returns A verifier with the same results and errors.
 * @throws {LynkConfigurationError} if an option is unknown or of the wrong type.
 * @example
 * ```ts
 * import type { Authority } from '@lynk-auth/authority';
 * import { instrument } from '@lynk-auth/core/server';
 * import { createVerifier } from '@lynk-auth/verifier';
 * import { metrics, trace } from '@opentelemetry/api';
 *
 * declare const authority: Authority;
 *
 * const verifier = instrument(createVerifier({ source: authority.source }), {
 *   tracer: trace.getTracer('api'),
 *   meter: metrics.getMeter('api'),
 * });
 * ```
 */
export function instrument(verifier: TokenVerifier, options: InstrumentOptions): TokenVerifier {
  const {
    tracer,
    meter,
    now = () => performance.now(),
  } = readOwnOptions('instrument', options, ['tracer', 'meter', 'now']);
  assertPart('instrument', 'verifier', verifier);
  if (tracer !== undefined && typeof tracer?.startSpan !== 'function')
    throw invalid('tracer must be an OpenTelemetry Tracer with a startSpan function');
  if (meter !== undefined && typeof meter?.createCounter !== 'function')
    throw invalid('meter must be an OpenTelemetry Meter with a createCounter function');
  if (typeof now !== 'function') throw invalid('now must be a function');

  const counter = ignoreErrors(() =>
    meter?.createCounter(NAME, { description: 'Tokens that were verified' }),
  );
  const histogram = ignoreErrors(() =>
    meter?.createHistogram(`${NAME}.duration`, { description: 'How long a verification took', unit: 's' }),
  );

  function verify(...request: Parameters<TokenVerifier['verify']>): VerifyResult | Promise<VerifyResult> {
    const started = now();
    const span = ignoreErrors(() => tracer?.startSpan(NAME));
    const finish = (result: unknown) => {
      const attributes = describe(result);
      const failed = attributes.outcome === 'error' || attributes.outcome === 'unavailable';
      ignoreErrors(() => counter?.add(1, attributes));
      ignoreErrors(() => histogram?.record((now() - started) / 1000, attributes));
      ignoreErrors(() => span?.setAttributes(attributes));
      // Without a message: an error's message might hold anything.
      if (failed) ignoreErrors(() => span?.setStatus({ code: ERROR }));
      ignoreErrors(() => span?.end());
    };
    const fail = (error: unknown): never => {
      finish(undefined);
      throw error;
    };
    let verified: VerifyResult | Promise<VerifyResult>;
    try {
      verified = verifier.verify(...request);
    } catch (error) {
      return fail(error);
    }
    if (isPromise(verified)) {
      return Promise.resolve(verified).then((result) => {
        finish(result);
        return result;
      }, fail);
    }
    finish(verified);
    return verified;
  }
  return Object.freeze({ format: verifier.format, verify });
}

/** A result of unknown shape is an error, as for the plugins. */
function describe(result: unknown): { outcome: VerifyOutcome; reason?: string } {
  const { ok, kind, reason } = (result ?? {}) as { ok?: unknown; kind?: unknown; reason?: unknown };
  if (ok === true) return { outcome: 'ok' };
  if (ok !== false || (kind !== 'invalid_token' && kind !== 'throttled' && kind !== 'unavailable')) {
    return { outcome: 'error' };
  }
  return { outcome: kind, reason: typeof reason === 'string' && REASON.test(reason) ? reason : 'other' };
}

/** Ignores an error of the telemetry: it must not fail the request. */
function ignoreErrors<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const invalid = (sentence: string) => new LynkConfigurationError(`instrument: ${sentence}.`);

import { assertOptions } from '../common/assert-options.ts';
import { isPromise } from '../common/is-promise.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import type { TokenVerifier, VerifyResult } from './authentication/token-verifier.ts';

type Attributes = { [name: string]: string };

/** As much of OpenTelemetry's `Span` as is used. */
export interface SpanLike {
  setAttributes(attributes: Attributes): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

/** As much of OpenTelemetry's `Tracer` as is used. */
export interface TracerLike {
  startSpan(name: string): SpanLike;
}

/** As much of OpenTelemetry's `Meter` as is used. */
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

/** What {@link instrument} is given. */
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

/** What came of a verification, as spans and counters name it. */
export type VerifyOutcome = 'ok' | 'invalid_token' | 'throttled' | 'unavailable' | 'error';

const NAME = 'lynk_auth.verify';
/** `SpanStatusCode.ERROR` of OpenTelemetry. */
const ERROR = 2;
/** No reason is longer, and every token is. */
const REASON = /^[a-z_]{1,24}$/;

/**
 * Lets OpenTelemetry see a verifier: a span `lynk_auth.verify`, a counter of the same name, and a
 * histogram `lynk_auth.verify.duration` in seconds, each with `outcome` and, where a token was
 * refused, `reason`. Nothing is imported: the tracer and the meter are passed in, both optional.
 *
 * An answer that was synchronous stays so. A tracer or a meter that throws is not noticed by the
 * request. No attribute holds a token, an address or the message of an error.
 *
 * @param verifier The verifier to look at.
 * @param options The tracer, the meter, the clock.
 * @returns A verifier that gives the same answers, and throws the same errors.
 * @throws {LynkConfigurationError} when an option is unknown or of the wrong type.
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
  assertOptions('instrument', options, ['tracer', 'meter', 'now']);
  const { tracer, meter, now = () => performance.now() } = options;
  if (typeof verifier?.verify !== 'function') throw refuse('the verifier must have a function verify');
  if (tracer !== undefined && typeof tracer?.startSpan !== 'function')
    throw refuse('tracer must have startSpan');
  if (meter !== undefined && typeof meter?.createCounter !== 'function')
    throw refuse('meter must have createCounter');
  if (typeof now !== 'function') throw refuse('now must be a function');

  const counter = quietly(() => meter?.createCounter(NAME, { description: 'Tokens that were verified' }));
  const histogram = quietly(() =>
    meter?.createHistogram(`${NAME}.duration`, { description: 'How long a verification took', unit: 's' }),
  );

  function verify(...request: Parameters<TokenVerifier['verify']>): VerifyResult | Promise<VerifyResult> {
    const started = now();
    const span = quietly(() => tracer?.startSpan(NAME));
    const finish = (result: unknown) => {
      const attributes = describe(result);
      const failed = attributes.outcome === 'error' || attributes.outcome === 'unavailable';
      quietly(() => counter?.add(1, attributes));
      quietly(() => histogram?.record((now() - started) / 1000, attributes));
      quietly(() => span?.setAttributes(attributes));
      // Without a message: that of an error might hold anything.
      if (failed) quietly(() => span?.setStatus({ code: ERROR }));
      quietly(() => span?.end());
    };
    const fail = (error: unknown): never => {
      finish(undefined);
      throw error;
    };
    let answer: VerifyResult | Promise<VerifyResult>;
    try {
      answer = verifier.verify(...request);
    } catch (error) {
      return fail(error);
    }
    if (isPromise(answer)) {
      return Promise.resolve(answer).then((result) => {
        finish(result);
        return result;
      }, fail);
    }
    finish(answer);
    return answer;
  }
  return Object.freeze({ verify });
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

/** Telemetry is no reason for a request to fail. */
function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const refuse = (sentence: string) => new LynkConfigurationError(`instrument: ${sentence}.`);

import { isPromise } from '../../common/is-promise.ts';
import { runWithTimeout } from '../../common/run-with-timeout.ts';
import { LynkBadResponseError, type LynkError, LynkTimeoutError } from '../../errors/errors.ts';
import { isAbortedOrTimedOut } from '../../errors/is-aborted-or-timed-out.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { readTarget } from '../endpoint/read-target.ts';
import { createTokenHolder } from '../provider/create-token-holder.ts';
import { createTokenProvider } from '../provider/create-token-provider.ts';
import { readHeader } from '../response/read-header.ts';
import { readTokenExpires } from '../response/read-token-expires.ts';
import { retryAfterSeconds } from '../response/retry-after-seconds.ts';
import { toNetworkError } from '../response/to-network-error.ts';
import { createExpiryWatch } from './create-expiry-watch.ts';
import { followRedirect, isRedirect } from './follow-redirect.ts';
import { mayPass, mayRetry } from './may-retry.ts';
import { readTransportOptions, type TransportOptions } from './read-transport-options.ts';
import { retryDelay } from './retry-delay.ts';
import { sleep } from './sleep.ts';
import type { Transport, TransportAttempt, TransportCall, TransportResponse } from './transport.ts';

const MAX_HOPS = 3;

type Limits = Pick<TransportAttempt, 'signal' | 'timeoutMs' | 'timeLeftMs'>;
type Attempt<A> = (attempt: TransportAttempt) => Promise<A>;

/**
 * Makes the part that all clients have in common, whatever they send with: it knows where the token may
 * go, how long things may take, what may be sent again, and when to ask for a newer token.
 *
 * - The token goes to the endpoint's origin and nowhere else. A 307 or 308 to that origin is followed, at
 *   most three times; every other redirect is a {@link LynkBadResponseError}.
 * - Queries are sent again after 429, 502, 503, 504, a broken connection, and a try that took too long;
 *   all else after 429, after 503 with `Retry-After`, and where it was never sent.
 * - A 401 has the provider asked for a newer token, once for all calls; with that the call is sent once more.
 *
 * @param caller Whose options they are, for messages.
 * @param options The token, the endpoint, the limits. Unknown names are for the caller to refuse.
 * @returns The transport.
 * @throws {LynkConfigurationError} for a wrong option.
 * @throws {LynkTokenError} when the token is a text that is none.
 * @example
 * ```ts
 * import { createTransport, fromEnv } from '@lynk-auth/core/client';
 *
 * const transport = createTransport('createMyClient', { token: fromEnv() });
 * const call = { url: '/healthz', isQuery: () => true, canReplay: true };
 * const { status } = await transport.send(call, ({ url, authorization, signal }) =>
 *   fetch(url, { headers: { authorization }, redirect: 'manual', signal }),
 * );
 * ```
 */
export function createTransport(caller: string, options: TransportOptions): Transport {
  const { clock, format, onTokenExpiring, ...settings } = readTransportOptions(caller, options);
  const endpoint = new URL(settings.endpoint);
  const { href } = endpoint;
  const holder = createTokenHolder(createTokenProvider(options.token, { format }));
  const watch = onTokenExpiring && createExpiryWatch(onTokenExpiring, () => clock.wall());

  async function send<A extends TransportResponse>(call: TransportCall, attempt: Attempt<A>): Promise<A> {
    const { canReplay, signal } = call;
    const deadline = clock.monotonic() + settings.totalTimeoutMs;
    const tryMs = call.timeoutMs || settings.timeoutMs;
    // Most calls go there: an address that was read before is not read again.
    let url = call.url === href ? href : readTarget(call.url, endpoint);
    let token: SecurityToken | undefined;
    let isNewer = false;
    let hops = 0;
    let retries = 0;

    /** Work of one try. */
    const within = <T>(work: (limits: Limits) => Promise<T>): Promise<T> => {
      const now = clock.monotonic();
      const ends = Math.min(now + tryMs, deadline);
      const timeoutMs = ends === deadline ? settings.totalTimeoutMs : tryMs;
      if (now >= deadline) return Promise.reject(new LynkTimeoutError(timeoutMs));
      const timeLeftMs = () => ends - clock.monotonic();
      const begin = (inner: AbortSignal) => work({ signal: inner, timeoutMs, timeLeftMs });
      return runWithTimeout(Math.ceil(ends - now), begin, { signal, limitMs: timeoutMs });
    };

    const tryOnce = ({ signal, timeoutMs, timeLeftMs }: Limits): Promise<A> => {
      const withToken = (current: SecurityToken) => {
        token = current;
        const authorization = `Bearer ${current.reveal()}`;
        return attempt({ url, authorization, token, signal, timeoutMs, timeLeftMs });
      };
      const current = token ?? holder.current(signal);
      return isPromise(current) ? current.then(withToken) : withToken(current);
    };

    /** Whether the call may be sent again, after the wait that this takes. */
    const waited = async (answer: A | undefined, error?: LynkError): Promise<boolean> => {
      if (retries >= settings.retries || !canReplay) return false;
      const after = answer && retryAfterSeconds(readHeader(answer.headers, 'retry-after'), clock.wall());
      const outcome = { status: answer?.status, error, hasRetryAfter: after !== undefined };
      const delay = retryDelay(retries, after, settings.random);
      const isTooLong = (after ?? 0) > settings.maxRetryAfterSeconds || clock.monotonic() + delay >= deadline;
      if (isTooLong || !mayRetry(outcome, call.isQuery)) return false;
      retries += 1;
      answer?.discard?.();
      await sleep(delay, signal);
      return true;
    };

    for (;;) {
      let answer: A;
      try {
        answer = await within(tryOnce);
      } catch (thrown) {
        const error = isLynkError(thrown) ? thrown : toNetworkError(thrown);
        if (await waited(undefined, error)) continue;
        throw error;
      }
      const { status } = answer;
      const expiresAt = watch && readTokenExpires(answer.headers);
      if (watch && typeof expiresAt === 'number') watch(expiresAt);

      if (isRedirect(status)) {
        answer.discard?.();
        url = followRedirect(answer, url);
        hops += 1;
        if (hops > MAX_HOPS || !canReplay) throw new LynkBadResponseError('redirect', status);
      } else if (status === 401 && token !== undefined && !isNewer && canReplay) {
        isNewer = true;
        const refused = token;
        const newer = await within((limits) => holder.newerThan(refused, limits.signal)).catch(unlessOver);
        if (newer === undefined) return answer;
        answer.discard?.();
        token = newer;
      } else if (!mayPass(status) || !(await waited(answer))) {
        return answer;
      }
    }
  }

  return Object.freeze({ endpoint: settings.endpoint, maxResponseBytes: settings.maxResponseBytes, send });
}

/** Where no newer token can be read, the refusal stands; but not where the call itself is over. */
function unlessOver(error: unknown): undefined {
  if (isAbortedOrTimedOut(error)) throw error;
  return undefined;
}

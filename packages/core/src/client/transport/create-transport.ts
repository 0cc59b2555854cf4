// Sends the requests of a client: time limits, retries, redirects and a newer token after a 401.
import { isPromise } from '../../common/is-promise.ts';
import { runWithTimeout } from '../../common/run-with-timeout.ts';
import { LynkBadResponseError, type LynkError, LynkTimeoutError } from '../../errors/errors.ts';
import { isAbortedOrTimedOut } from '../../errors/is-aborted-or-timed-out.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { readTarget } from '../endpoint/read-target.ts';
import { createTokenHolder } from '../provider/create-token-holder.ts';
import { createTokenProvider } from '../provider/create-token-provider.ts';
import { describeFailure } from '../response/describe-failure.ts';
import { readHeader } from '../response/read-header.ts';
import { readTokenExpires } from '../response/read-token-expires.ts';
import { retryAfterSeconds } from '../response/retry-after-seconds.ts';
import { toNetworkError } from '../response/to-network-error.ts';
import { createExpiryWatch } from './create-expiry-watch.ts';
import { followRedirect, isRedirect } from './follow-redirect.ts';
import { isTransientStatus, mayRetry } from './may-retry.ts';
import { readTransportOptions, type TransportOptions } from './read-transport-options.ts';
import { retryDelay } from './retry-delay.ts';
import { sleep } from './sleep.ts';
import type { Transport, TransportAttempt, TransportCall, TransportResponse } from './transport.ts';

const MAX_HOPS = 3;

type Limits = Pick<TransportAttempt, 'signal' | 'timeoutMs' | 'timeLeftMs'>;
type Attempt<A> = (attempt: TransportAttempt) => Promise<A>;

/**
 * Creates the common part of all clients, whatever they send with: it decides where the token may go, enforces time
 * limits, retries, and reads a newer token after a 401.
 *
 * - The token is sent to the endpoint's origin only. A 307 or 308 to that origin is followed, at most three
 *   times; any other redirect is a {@link LynkBadResponseError}.
 * - Queries are retried after 429, 502, 503, 504, a lost connection and a timeout of one attempt. Other requests are
 *   retried after 429, after 503 with `Retry-After`, and if they were not sent.
 * - After a 401 the provider is read for a newer token, once for all concurrent calls, and the call is sent once more.
 *
 * @param caller The function whose options they are, for messages.
 * @param options The token, the endpoint and the limits.
 * @returns The transport.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @throws {LynkTokenError} if the token is a string that is not a token.
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
  const { token: input, clock, format, onTokenExpiring, ...settings } = readTransportOptions(caller, options);
  const endpoint = new URL(settings.endpoint);
  const { href } = endpoint;
  const holder = createTokenHolder(createTokenProvider(input, { format }));
  const watch = onTokenExpiring && createExpiryWatch(onTokenExpiring, () => clock.wall());

  function send<A extends TransportResponse>(call: TransportCall, attempt: Attempt<A>): Promise<A> {
    return sendAll(call, attempt).catch((error) => {
      throw isLynkError(error) ? describeFailure(error, { method: call.method, url: href, format }) : error;
    });
  }

  async function sendAll<A extends TransportResponse>(call: TransportCall, attempt: Attempt<A>): Promise<A> {
    const { canReplay, signal } = call;
    const deadline = clock.monotonic() + settings.totalTimeoutMs;
    const attemptTimeoutMs = call.timeoutMs || settings.timeoutMs;
    // Most calls go to the endpoint: its URL is parsed already.
    let url = call.url === href ? href : readTarget(call.url, endpoint);
    let token: SecurityToken | undefined;
    let isNewer = false;
    let hops = 0;
    let retries = 0;

    /** Runs the work of one attempt within the time limits. */
    const within = <T>(work: (limits: Limits) => Promise<T>): Promise<T> => {
      const now = clock.monotonic();
      const ends = Math.min(now + attemptTimeoutMs, deadline);
      const timeoutMs = ends === deadline ? settings.totalTimeoutMs : attemptTimeoutMs;
      if (now >= deadline) return Promise.reject(new LynkTimeoutError(timeoutMs));
      const timeLeftMs = () => ends - clock.monotonic();
      const begin = (inner: AbortSignal) => work({ signal: inner, timeoutMs, timeLeftMs });
      return runWithTimeout(Math.ceil(ends - now), begin, { signal, limitMs: timeoutMs });
    };

    const attemptOnce = (limits: Limits): Promise<A> => {
      const withToken = (current: SecurityToken) => {
        token = current;
        return attempt({ ...limits, url, authorization: `Bearer ${current.reveal()}`, token });
      };
      const current = token ?? holder.current(limits.signal);
      return isPromise(current) ? current.then(withToken) : withToken(current);
    };

    /** Returns whether to send the call again, after waiting for the delay. */
    const waitToRetry = async (response: A | undefined, error?: LynkError): Promise<boolean> => {
      if (retries >= settings.retries || !canReplay) return false;
      const after = response && retryAfterSeconds(readHeader(response.headers, 'retry-after'), clock.wall());
      const outcome = { status: response?.status, error, hasRetryAfter: after !== undefined };
      const delay = retryDelay(retries, after, settings.random);
      const isTooLong = (after ?? 0) > settings.maxRetryAfterSeconds || clock.monotonic() + delay >= deadline;
      if (isTooLong || !mayRetry(outcome, call.isQuery)) return false;
      retries += 1;
      response?.discard?.();
      await sleep(delay, signal);
      return true;
    };

    for (;;) {
      let response: A;
      try {
        response = await within(attemptOnce);
      } catch (thrown) {
        const error = isLynkError(thrown) ? thrown : toNetworkError(thrown);
        if (await waitToRetry(undefined, error)) continue;
        throw error;
      }
      const { status } = response;
      const expiresAt = watch && readTokenExpires(response.headers, format);
      if (watch && typeof expiresAt === 'number') watch(expiresAt);

      if (isRedirect(status)) {
        response.discard?.();
        url = followRedirect(response, url);
        hops += 1;
        if (hops > MAX_HOPS || !canReplay) throw new LynkBadResponseError('redirect', status);
      } else if (status === 401 && token !== undefined && !isNewer && canReplay) {
        isNewer = true;
        const refused = token;
        const newer = await within(() => holder.newerThan(refused)).catch(unlessAbortedOrTimedOut);
        if (newer === undefined) return response;
        response.discard?.();
        token = newer;
      } else if (!isTransientStatus(status) || !(await waitToRetry(response))) {
        return response;
      }
    }
  }

  return Object.freeze({ endpoint: href, maxResponseBytes: settings.maxResponseBytes, format, send });
}

/** If no newer token can be read, the 401 is returned, unless the call was aborted or timed out. */
function unlessAbortedOrTimedOut(error: unknown): undefined {
  if (isAbortedOrTimedOut(error)) throw error;
  return undefined;
}

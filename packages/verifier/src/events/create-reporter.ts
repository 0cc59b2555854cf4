// events/: the events that `observe` receives.

import { createRedactor, maskToken, type TokenFormat } from '@lynk-auth/core';
import type { VerifyContext, VerifyResult } from '@lynk-auth/core/server';
import type { ErrorSummary, VerifyEvent } from './verify-event.ts';

/** Everything that is known when a verification ends. */
export interface Report {
  readonly token: unknown;
  readonly context: VerifyContext | undefined;
  readonly result: VerifyResult;
  readonly tokenId?: string | undefined;
  readonly error?: unknown;
}

/** Sends an event for every verification to `observe`. */
export interface Reporter {
  report(report: Report): void;
  /** Resolves when all events were sent and `observe` has handled them. */
  flush(): Promise<void>;
}

/**
 * Creates a reporter. It calls `observe` in a microtask after the result was returned, so `observe` neither
 * delays a verification nor throws into it.
 *
 * @returns `null` without `observe`.
 */
export function createReporter(
  observe: ((event: VerifyEvent) => unknown) | undefined,
  format: TokenFormat,
): Reporter | null {
  if (observe === undefined) return null;
  const redact = createRedactor({ formats: [format] });
  const pending = new Set<Promise<void>>();

  const send = (createEvent: () => VerifyEvent) => {
    const sent = Promise.resolve()
      .then(() => observe(redact(createEvent())))
      // An error of the observer has no observer.
      .then(ignore, ignore)
      .finally(() => pending.delete(sent));
    pending.add(sent);
  };
  return {
    report: (report) => send(() => toEvent(report, format)),
    async flush() {
      await Promise.all(pending);
    },
  };
}

const ignore = () => undefined;

function toEvent({ token, context, result, ...details }: Report, format: TokenFormat): VerifyEvent {
  const client = { clientIp: context?.clientIp, userAgent: context?.userAgent };
  if (result.ok) {
    const { tokenId, organizationId, kind } = result.principal;
    return { type: 'accepted', tokenId, organizationId, kind, ...client };
  }
  const { kind, reason } = result;
  const mask = maskToken(typeof token === 'string' ? token : '', format);
  const error = 'error' in details ? summarize(details.error) : undefined;
  return { type: 'refused', kind, reason, mask, tokenId: details.tokenId, error, ...client };
}

/** Name and message only: a cause, a stack or an axios error's config is more than a log needs. */
function summarize(thrown: unknown): ErrorSummary {
  try {
    const { name, message } = thrown as Error;
    return { name: String(name), message: String(message) };
  } catch {
    return { name: typeof thrown, message: '' };
  }
}

// events/: the events that `observe` receives.

import { maskToken, type TokenFormat } from '@lynk-auth/core';
import type { VerifyContext, VerifyResult } from '@lynk-auth/core/server';
import { createEventRedactor } from './create-event-redactor.ts';
import { summarize } from './summarize.ts';
import type { VerifyEvent } from './verify-event.ts';

/** Everything that is known when a verification ends. */
export interface Report {
  readonly token: unknown;
  readonly context: VerifyContext | undefined;
  readonly result: VerifyResult;
  readonly tokenId?: string | undefined;
  readonly error?: unknown;
}

/** Reports the verifications of one verifier. */
export interface Reporter {
  /** Whether accepted tokens are reported, too. */
  readonly reportsAccepted: boolean;
  report(report: Report): void;
  /** Begins to watch a read of the source. Returns a function that ends it. */
  watchRead?(): () => void;
  /** Resolves when all reports were handled. */
  flush(): Promise<void>;
}

/**
 * Creates the reporter of a verifier with `observe`. It calls `observe` in a microtask after the result was returned, so `observe` neither
 * delays a verification nor throws into it.
 */
export function createReporter(observe: (event: VerifyEvent) => unknown, format: TokenFormat): Reporter {
  const redact = createEventRedactor(format);
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
    reportsAccepted: true,
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

import {
  createRedactor,
  maskToken,
  type TokenFormat,
  type VerifyContext,
  type VerifyResult,
} from '@lynk-auth/core';
import type { ErrorSummary, VerifyEvent } from './verify-event.ts';

/** All that is known when a verification ends. */
export interface Report {
  readonly token: unknown;
  readonly context: VerifyContext | undefined;
  readonly result: VerifyResult;
  readonly tokenId?: string | undefined;
  readonly error?: unknown;
}

/** Tells `observe` of every verification. */
export interface Reporter {
  report(report: Report): void;
  /** Tells, once, that an address is not throttled, since it is everybody's. */
  unthrottled(clientIp: string): void;
  /** Resolves when everything was told, and what `observe` does about it is done. */
  flush(): Promise<void>;
}

/**
 * Makes what tells `observe` of every verification: behind the answer, in a microtask, so that it
 * neither delays it nor throws into it.
 *
 * @returns `null` where there is nobody to tell.
 */
export function createReporter(
  observe: ((event: VerifyEvent) => unknown) | undefined,
  format: TokenFormat,
): Reporter | null {
  if (observe === undefined) return null;
  const redact = createRedactor({ formats: [format] });
  const telling = new Set<Promise<void>>();
  let warned = false;

  const tell = (describe: () => VerifyEvent) => {
    const told = Promise.resolve()
      .then(() => observe(redact(describe())))
      // There is nobody to tell: the observer is what tells.
      .then(ignore, ignore)
      .finally(() => telling.delete(told));
    telling.add(told);
  };
  return {
    report: (report) => tell(() => toEvent(report, format)),
    unthrottled(clientIp) {
      if (warned) return;
      warned = true;
      tell(() => ({ type: 'unthrottled', clientIp, userAgent: undefined }));
    },
    async flush() {
      await Promise.all(telling);
    },
  };
}

const ignore = () => undefined;

function toEvent({ token, context, result, ...details }: Report, format: TokenFormat): VerifyEvent {
  const about = { clientIp: context?.clientIp, userAgent: context?.userAgent };
  if (result.ok) {
    const { tokenId, organizationId, kind } = result.principal;
    return { type: 'accepted', tokenId, organizationId, kind, ...about };
  }
  const { kind, reason } = result;
  const mask = maskToken(typeof token === 'string' ? token : '', format);
  const error = 'error' in details ? summarize(details.error) : undefined;
  return { type: 'refused', kind, reason, mask, tokenId: details.tokenId, error, ...about };
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

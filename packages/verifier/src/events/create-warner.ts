import { explainRejection, type ParseReason, parseReasons, type TokenFormat } from '@lynk-auth/core';
import { startTimer } from '@lynk-auth/core/internal';
import type { Clock } from '../read-options.ts';
import { SourceBugError } from '../source/source-bug-error.ts';
import { createEventRedactor } from './create-event-redactor.ts';
import type { Report, Reporter } from './create-reporter.ts';
import { hideCredentials } from './hide-credentials.ts';
import { summarize } from './summarize.ts';

const INTERVAL_MS = 60_000;
const MAX_LENGTH = 300;
/** A plugin responds with 503 after this time, by default, and the verification never ends. */
const SLOW_MS = 5000;
/** The reasons of a token that is not of the format. All others are normal: a token expires, for example. */
const formatReasons: ReadonlySet<string> = new Set<string>([...parseReasons, 'wrong_environment']);

/**
 * Creates the reporter of a verifier without `observe`. It says why tokens cannot be verified, or are not of the
 * format, with `console.warn`: at most once a minute for each reason, and never anything of the token.
 */
export function createWarner(format: TokenFormat, { monotonic }: Clock): Reporter {
  const redact = createEventRedactor(format);
  const warnedAt = new Map<string, number>();

  const warn = (reason: string, describe: () => string) => {
    try {
      const now = monotonic();
      const last = warnedAt.get(reason);
      // Negated, so that a clock that returns no number warns once.
      if (last !== undefined && !(now - last >= INTERVAL_MS)) return;
      warnedAt.set(reason, now);
      // biome-ignore lint/suspicious/noConsole: the only output of a verifier without `observe`.
      console.warn(
        `@lynk-auth/verifier: ${describe()} (Logged at most once a minute; see the option "observe".)`,
      );
    } catch {
      // Neither a clock nor a console may fail a verification.
    }
  };
  const describeError = (error: unknown): string => {
    const { name, message } = redact(summarize(error));
    const { code } = (error ?? {}) as { code?: unknown };
    const label = typeof code === 'string' ? `${name} (${redact(code)})` : name;
    // One line, whatever the message contains.
    const line = hideCredentials(`${label}: ${message}`).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
    return line.slice(0, MAX_LENGTH);
  };

  return {
    reportsAccepted: false,
    report({ result, ...details }: Report) {
      if (result.ok) return;
      const { kind, reason } = result;
      if (kind === 'unavailable') {
        const { error = new Error('The source returned source_down.') } = details;
        const cause = error instanceof SourceBugError ? 'source_bug' : 'source_down';
        warn(cause, () => `no token can be verified now, so requests get 503: ${describeError(error)}`);
      } else if (kind === 'invalid_token' && formatReasons.has(reason)) {
        warn(reason, () => {
          const sentence = explainRejection(reason as ParseReason, format);
          return `a request got 401 (${reason}): ${sentence}.`;
        });
      }
    },
    watchRead: () =>
      startTimer(
        () => warn('source_slow', () => 'the source has not responded for 5 seconds, so requests get 503.'),
        SLOW_MS,
      ),
    flush: async () => undefined,
  };
}

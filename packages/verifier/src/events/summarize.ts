import type { ErrorSummary } from './verify-event.ts';

/** Name and message only: a cause, a stack or an axios error's config is more than a log needs. */
export function summarize(thrown: unknown): ErrorSummary {
  try {
    if (typeof thrown !== 'object' || thrown === null)
      return { name: typeof thrown, message: String(thrown) };
    const { name = 'object', message = '' } = thrown as Partial<Error>;
    return { name: String(name), message: String(message) };
  } catch {
    return { name: typeof thrown, message: '' };
  }
}

import { isLynkError } from '@lynk-auth/core';
import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';

/** Reports what was thrown, and returns the response. */
export type ErrorReporter = (error: unknown) => HttpResponse;

/**
 * Creates the function that handles what the store, the verifier or a function of the host throws.
 *
 * A wrong configuration is a bug, and the response is 500. Anything else may work later, such as a database that cannot be
 * reached: 503 with `Retry-After`, so that no client takes it for the state of a token.
 *
 * @param onError Receives the error. What it throws is ignored.
 */
export function createErrorReporter(onError: (error: unknown) => void = logError): ErrorReporter {
  return (error) => {
    try {
      onError(error);
    } catch {
      // A log that fails must not turn a response into a crash.
    }
    const isBug = isLynkError(error) && error.code === 'configuration';
    return createErrorResponse(isBug ? 'internal_server_error' : 'service_unavailable');
  };
}

/** A message can contain values of a database, so only the name and the code are written. */
function logError(error: unknown): void {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  const label = [name, code].filter((part) => typeof part === 'string' && /^\w{1,64}$/.test(part)).join(': ');
  // biome-ignore lint/suspicious/noConsole: the only output of a handler without `onError`.
  console.error(
    `@lynk-auth/authority: a request failed (${label || 'not an error'}). The option "onError" receives the error.`,
  );
}

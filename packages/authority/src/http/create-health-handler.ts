import {
  assertOption,
  createSingleFlight,
  MAX_TIMER_MS,
  readOwnOptions,
  runWithTimeout,
} from '@lynk-auth/core/internal';
import { createErrorResponse, type HttpResponse, toResponse } from '@lynk-auth/core/server';
import type { Authority } from '../create-authority.ts';
import type { Handler } from './connection.ts';
import { createJsonResponse } from './create-json-response.ts';
import { type HandlerOptions, handlerOptionNames, readHandlerOptions } from './read-http-options.ts';

/** Options of {@link createHealthHandler}. */
export interface HealthHandlerOptions extends HandlerOptions {
  /**
   * How long the store may take, in milliseconds, before the response is 503.
   * @default 2000
   */
  readonly healthTimeoutMs?: number | undefined;
}

const caller = 'createHealthHandler';

/** No token has this digest. */
const digests = [new Uint8Array(32)];

/**
 * Creates the handler of a health check: 200 if the store responds to a read within the time limit, 503 otherwise. It
 * needs no token and says nothing about tokens or versions. Requests that arrive during a read share it.
 *
 * @param options The authority; optionally the time limit.
 * @returns The handler. It serves every path and does not reject.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createHealthHandler } from '@lynk-auth/authority/http';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const handler = createHealthHandler({ authority });
 * ```
 */
export function createHealthHandler(options: HealthHandlerOptions): Handler {
  const names = [...handlerOptionNames, 'healthTimeoutMs'] as const;
  const { healthTimeoutMs = 2000, ...own } = readOwnOptions(caller, options, names);
  assertOption(
    caller,
    Number.isInteger(healthTimeoutMs) && healthTimeoutMs > 0 && healthTimeoutMs <= MAX_TIMER_MS,
    `healthTimeoutMs must be a whole number of milliseconds, 1 to ${MAX_TIMER_MS}`,
  );
  const { authority, report } = readHandlerOptions(caller, own);
  const checks = createSingleFlight<HttpResponse>();
  const check = async () => {
    try {
      await runWithTimeout(healthTimeoutMs, async () => readStore(authority));
      return createJsonResponse(200, { status: 'ok' });
    } catch (error) {
      return report(error);
    }
  };
  return async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return toResponse(createErrorResponse('method_not_allowed', { allow: 'GET, HEAD' }));
    }
    return toResponse(await (checks.find('') ?? checks.start('', check)));
  };
}

const readStore = ({ source }: Authority) => source.lookup('', digests);

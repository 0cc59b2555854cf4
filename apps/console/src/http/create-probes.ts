import { createSingleFlight, runWithTimeout } from '@lynk-auth/core/internal';
import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';

/** Options of {@link createProbes}. */
export interface ProbeOptions {
  /** Rejects while a database cannot be used. */
  readonly check: () => Promise<unknown>;
  /** Whether a shutdown has begun. */
  readonly isStopping: () => boolean;
}

/** Finds the response to a probe, or `null` for every other path. */
export type Probes = (path: string, method: string | undefined) => Promise<HttpResponse | null>;

/** How long the databases may take to respond, in milliseconds. */
const CHECK_MS = 2000;

/** The response of an endpoint that only says that all is well. */
export const HEALTHY: HttpResponse = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  body: '{"status":"ok"}',
};

/**
 * Creates the endpoints that an orchestrator or a load balancer asks, without a token and without details: `/livez` while the
 * process runs, and `/readyz` while it is to get requests.
 */
export function createProbes({ check, isStopping }: ProbeOptions): Probes {
  // Anyone may send probes: all of them together are one query at a time.
  const checks = createSingleFlight<boolean>();
  const isReady = (): Promise<boolean> =>
    checks.find('') ??
    checks.start('', () =>
      runWithTimeout(CHECK_MS, check).then(
        () => true,
        () => false,
      ),
    );
  return async (path, method) => {
    if (path !== '/livez' && path !== '/readyz') return null;
    if (method !== 'GET' && method !== 'HEAD') {
      return createErrorResponse('method_not_allowed', { allow: 'GET, HEAD' });
    }
    if (path === '/livez' || (!isStopping() && (await isReady()) && !isStopping())) return HEALTHY;
    return createErrorResponse('service_unavailable');
  };
}

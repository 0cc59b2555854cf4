import type { HttpResponse } from '@lynk-auth/core/server';

/** Creates a JSON response that is never cached, with optional further headers. */
export const createJsonResponse = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  },
  body: JSON.stringify(body),
});

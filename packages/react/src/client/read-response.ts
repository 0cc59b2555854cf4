import { ManagementError, type ManagementErrorReason } from './management-error.ts';

interface FailureBody {
  readonly errors?: readonly {
    readonly message?: unknown;
    readonly extensions?: { readonly code?: unknown; readonly field?: unknown };
  }[];
}

/**
 * Reads a response of the management API.
 *
 * @returns The JSON of a successful one.
 * @throws {ManagementError} for every other one.
 */
export async function readResponse(response: Response): Promise<unknown> {
  const { status } = response;
  const body = await readJson(response);
  if (response.ok && body !== undefined) return body;
  if (status === 401)
    throw new ManagementError('unauthorized', 'Your session has ended. Log in again.', { status });
  if (status === 429 || status >= 500) {
    throw new ManagementError('unavailable', 'The service is not available. Try again in a minute.', {
      status,
    });
  }
  const [error] = (body as FailureBody | undefined)?.errors ?? [];
  const { code, field } = error?.extensions ?? {};
  if (response.ok || typeof code !== 'string' || typeof error?.message !== 'string') {
    throw new ManagementError('unexpected', 'The response is not one of the management API.', { status });
  }
  throw new ManagementError(code.toLowerCase() as ManagementErrorReason, error.message, {
    status,
    field: typeof field === 'string' ? field : undefined,
  });
}

/** @returns `undefined` for a body that is not a JSON object, such as the page of a proxy. */
async function readJson(response: Response): Promise<unknown> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    // The engine's error quotes the body, so it is dropped.
    return undefined;
  }
}

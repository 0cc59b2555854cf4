import { messages } from '../messages.ts';

/** An error response. Its message is written for the user. */
class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** The code of the response, such as `WRONG_CREDENTIALS`; `UNREACHABLE` if there was no response. */
    readonly code: string,
  ) {
    super(message);
  }
}

interface ErrorBody {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * Calls an endpoint of the console: GET, or POST with a body.
 *
 * @throws {ApiError} for an error response, and if there is no response.
 */
export async function call<Result>(path: string, body?: object): Promise<Result> {
  const response = await fetch(path, body === undefined ? {} : postOf(body)).catch(() => null);
  if (response === null) throw new ApiError(messages.unreachable, 'UNREACHABLE');
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) return json as Result;
  const error = (json as ErrorBody | null)?.errors?.[0];
  throw new ApiError(error?.message ?? messages.unexpected, error?.extensions?.code ?? 'UNEXPECTED');
}

const postOf = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

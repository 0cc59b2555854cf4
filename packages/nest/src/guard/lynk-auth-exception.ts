import { toRefusal } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import { HttpException } from '@nestjs/common';

const codes: Readonly<Record<number, 'unauthorized' | 'forbidden'>> = {
  401: 'unauthorized',
  403: 'forbidden',
};

/**
 * The exception that the guard throws: 401 for a request without credentials, 403 if a permission is missing. In
 * HTTP the guard has already set the challenge on the response, whatever an exception filter does.
 *
 * `instanceof` and `@Catch(LynkAuthException)` also work for an exception of another copy of this package.
 */
export class LynkAuthException extends HttpException {
  readonly code: 'unauthorized' | 'forbidden';
  /** The response of the wire contract: status, headers and body. */
  readonly errorResponse: HttpResponse;
  /** What a GraphQL server adds to the error if a resolver throws it. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(errorResponse: HttpResponse) {
    super(parseBody(errorResponse.body), errorResponse.status);
    const { message, code } = toRefusal(errorResponse);
    this.message = message;
    this.name = 'LynkAuthException';
    this.code = codes[errorResponse.status] ?? 'unauthorized';
    this.errorResponse = errorResponse;
    const headers = new Map(
      Object.entries(errorResponse.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    this.extensions = { code, http: { status: errorResponse.status, headers } };
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const { name, errorResponse } = (value ?? {}) as { name?: unknown; errorResponse?: unknown };
    return name === 'LynkAuthException' && typeof errorResponse === 'object';
  }
}

/** The body may be plain text: the option `errorFormat` decides. */
function parseBody(body: string): string | Record<string, unknown> {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

import type { HttpResponse } from '@lynk-auth/core/server';
import { HttpException } from '@nestjs/common';

const codes: Readonly<Record<number, 'unauthorized' | 'forbidden'>> = {
  401: 'unauthorized',
  403: 'forbidden',
};

/**
 * What the guard throws, for exception filters: 401 for nobody, 403 where a permission is missing. In
 * HTTP its challenge is on the response already, whatever the filter makes of the rest.
 *
 * `instanceof`, and with it `@Catch(LynkAuthException)`, works for that of another copy of this package too.
 */
export class LynkAuthException extends HttpException {
  readonly code: 'unauthorized' | 'forbidden';
  /** The finished answer of the contract: status, headers and body. */
  readonly errorResponse: HttpResponse;
  /** What a GraphQL server makes of it where it is thrown by a resolver. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(errorResponse: HttpResponse) {
    const body = JSON.parse(errorResponse.body) as {
      errors: [{ message: string; extensions: { code: string } }];
    };
    super(body, errorResponse.status);
    const [{ message, extensions }] = body.errors;
    this.message = message;
    this.name = 'LynkAuthException';
    this.code = codes[errorResponse.status] ?? 'unauthorized';
    this.errorResponse = errorResponse;
    const headers = new Map(
      Object.entries(errorResponse.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    this.extensions = { ...extensions, http: { status: errorResponse.status, headers } };
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const { name, errorResponse } = (value ?? {}) as { name?: unknown; errorResponse?: unknown };
    return name === 'LynkAuthException' && typeof errorResponse === 'object';
  }
}

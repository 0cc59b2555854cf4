import type { Refusal } from '@lynk-auth/core/server';
import type { ErrorFormatName } from './plugin-under-test.ts';

// Literals, since values from core would repeat a mistake of core.
const messages: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'BAD_REQUEST'],
  401: ['Unauthorized', 'UNAUTHORIZED'],
  403: ['Forbidden', 'FORBIDDEN'],
  429: ['Too Many Requests', 'TOO_MANY_REQUESTS'],
  503: ['Service Unavailable', 'SERVICE_UNAVAILABLE'],
};

/** A body and its content type. */
export interface Content {
  readonly type: string;
  readonly body: string;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** The message and the code of an error response. */
export const messageOf = (status: number): readonly [message: string, code: string] =>
  messages[status] ?? ['', ''];

/** The function with which the contract runs in the format `function`. */
export const describeRefusal = ({ status, code, message }: Refusal): unknown => ({
  refused: [status, code, message],
});

const contents: Readonly<Record<ErrorFormatName, (status: number) => Content>> = {
  graphql(status) {
    const [message, code] = messageOf(status);
    return { type: JSON_TYPE, body: JSON.stringify({ errors: [{ message, extensions: { code } }] }) };
  },
  problem(status) {
    const [title, code] = messageOf(status);
    const body = JSON.stringify({ type: 'about:blank', title, status, code });
    return { type: 'application/problem+json', body };
  },
  function(status) {
    const [message, code] = messageOf(status);
    return { type: JSON_TYPE, body: JSON.stringify({ refused: [status, code, message] }) };
  },
};

/** The body of an error response in a format, with its content type. */
export const contentOf = (format: ErrorFormatName, status: number): Content => contents[format](status);

import type { Refusal } from './expectations.ts';
import { bearer, requestText } from './request.ts';

export const GIGABYTE = 2 ** 30;

export const invalid: Refusal = { status: 401, challenge: ', error="invalid_token"' };
const forbidden: Refusal = {
  status: 403,
  challenge: ', error="insufficient_scope", scope="update_sboms"',
  expires: '2099-01-01T00:00:00.000Z',
};

/** The head of a request with a body, without its length. */
export const uploadHead = (headers: readonly string[]) =>
  requestText({
    method: 'POST',
    path: '/sboms',
    headers: ['Content-Type: application/octet-stream', ...headers],
  });

/** Every reason to reject an upload: its title, the header lines, and the response. */
export const rejections = [
  ['without a token', [], { status: 401, challenge: '' }],
  ['with a bad token', [bearer('unknown')], invalid],
  ['without the permission', [bearer('expiring')], forbidden],
  [
    'with two tokens',
    [bearer('valid'), bearer('valid')],
    { status: 400, challenge: ', error="invalid_request"' },
  ],
] as const satisfies readonly (readonly [string, readonly string[], Refusal])[];

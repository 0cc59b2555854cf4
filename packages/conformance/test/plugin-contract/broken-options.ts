import type { TokenVerifier, VerifyResult } from '@lynk-auth/core/server';
import type { BrokenPlugin } from './broken-plugin.ts';
import { type Options, type Parts, parts } from './reference-plugin.ts';

/** Copies the options in a way of its own. */
const copied = (copy: (options: Options) => Options): Partial<Parts> => ({
  create: (options, read) => parts.create(copy(options), read),
});

const readEach = ({ verifier, realm, optional, timeoutMs, clientIp }: Options): Options => ({
  verifier,
  realm,
  optional,
  timeoutMs,
  clientIp,
});

/** Copies the fields of a result, inherited ones too. */
const completed = (verifier: TokenVerifier): TokenVerifier => ({
  async verify(token, context) {
    const result = (await verifier.verify(token, context)) as Extract<VerifyResult, { ok: true }>;
    if (result?.ok !== true) return result;
    const { kind, tokenId, organizationId, permissions, expiresAt } = result.principal ?? {};
    return { ok: true, principal: { kind, tokenId, organizationId, permissions, expiresAt } as never };
  },
});

/** Plugins that read options and other objects wrongly. */
export const brokenOptions: Readonly<Record<string, BrokenPlugin>> = {
  'it reads inherited options': ['no option is read from a polluted Object.prototype', copied(readEach)],
  'it accepts an instance of a class': [
    'the app does not start with an instance of a class for options',
    copied((options) => (options instanceof Object ? readEach(options) : options)),
  ],
  'it copies the own properties of an instance of a class': [
    'the app does not start with options that inherit optional',
    copied((options) => (typeof options === 'object' ? { ...options } : options)),
  ],
  'it reads an option twice': [
    'a getter of the options themselves is read once',
    copied((options) => {
      void options?.optional;
      return options;
    }),
  ],
  'it reads inherited fields of a result': [
    'no principal is completed by a polluted Object.prototype',
    copied((options) => ({ ...options, verifier: completed(options.verifier) })),
  ],
  'it ignores errorFormat': ['errorFormat: problem', copied(({ errorFormat: _, ...options }) => options)],
  'it formats only what the authenticator rejects': [
    'a caller without the permission gets 403 with the expiry of the token, with the error format problem',
    { remember: (request, context) => parts.remember(request, { ...context, formatError: undefined }) },
  ],
  'it formats no response to a client that waits for 100-continue': [
    'a client that waits for 100-continue is rejected, with the error format function',
    {
      send(refusal, request, response) {
        const { status, headers } = refusal;
        const waits = request.headers.expect !== undefined;
        return parts.send(waits ? { status, headers, body: '{}' } : refusal, request, response);
      },
    },
  ],
  'it measures the body in characters': [
    'errorFormat: a function that returns text outside of ASCII',
    {
      send({ status, headers, body }, _request, response) {
        response.writeHead(status, { ...headers, 'Content-Length': body.length }).end(body);
        return false;
      },
    },
  ],
  'its permission checks ignore errorFormat': [
    'errorFormat: a function that returns an object',
    { remember: (request, context) => parts.remember(request, { ...context, formatError: undefined }) },
  ],
  'it lets a function decide the status': [
    'errorFormat: a function that returns a body with its own status',
    {
      send(refusal, request, response) {
        const { status = refusal.status } = JSON.parse(refusal.body) as { status?: number };
        return parts.send({ ...refusal, status }, request, response);
      },
    },
  ],
  'it fails where errorFormat does': [
    'errorFormat: a function that throws',
    {
      async authenticate(authenticator, request, options) {
        const result = await authenticator.authenticate(request);
        const format = options.errorFormat;
        if (!result.ok && typeof format === 'function') format({ headers: {} } as never, request);
        return result;
      },
    },
  ],
  'it names the header with the expiry as always': [
    'the name of the header with the expiry follows the token format of the verifier',
    copied((options) => ({ ...options, verifier: { verify: options.verifier.verify } })),
  ],
};

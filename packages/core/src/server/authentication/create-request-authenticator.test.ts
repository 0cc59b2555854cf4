import { describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { authorizationCorpus } from '../../../test/corpora.ts';
import { corpusVerifier } from '../../../test/corpus-verifier.ts';
import { createRequestAuthenticator, type PluginOptions } from './create-request-authenticator.ts';
import { type NodeRequestLike, readNodeRequest } from './read-node-request.ts';
import type { VerifyContext, VerifyResult } from './token-verifier.ts';

const authorization = `Bearer ${authorizationCorpus.valid_token}`;

const request = (headers: Record<string, string> = {}): NodeRequestLike => ({
  headers: { authorization, ...headers },
  socket: { remoteAddress: '::ffff:10.0.0.2' },
});

type Options = Omit<PluginOptions<NodeRequestLike>, 'verifier'>;

/** What the verifier hears of a request. */
function contextOf(options: Options, asked: NodeRequestLike): VerifyContext | undefined {
  const heard: (VerifyContext | undefined)[] = [];
  const verifier = {
    verify(_token: string, context?: VerifyContext): VerifyResult {
      heard.push(context);
      return { ok: false, kind: 'invalid_token', reason: 'unknown' };
    },
  };
  createRequestAuthenticator('lynkAuth', { verifier, ...options }, readNodeRequest).authenticate(asked);
  expect(heard).toHaveLength(1);
  return heard[0];
}

test('README example', async () => {
  const authenticator = createRequestAuthenticator('lynkAuth', { verifier: corpusVerifier }, readNodeRequest);
  expect(await authenticator.authenticate(request())).toMatchObject({
    ok: true,
    principal: { userId: 'u1' },
  });
});

describe('the client’s address', () => {
  const headers = { 'x-forwarded-for': '1.1.1.1, 192.0.2.7' };

  test.each<[string, Options, string | undefined]>([
    ['is the socket’s', {}, '10.0.0.2'],
    ['behind one proxy', { clientIp: { trustedProxies: 1 } }, '192.0.2.7'],
    ['with too few entries is none', { clientIp: { trustedProxies: 3 } }, undefined],
    ['by a function', { clientIp: (asked) => asked.headers['x-real'] as string }, '2001:db8::1'],
    ['by a function that knows none', { clientIp: () => undefined }, undefined],
    ['by a function that gives no address', { clientIp: () => 'localhost' }, undefined],
  ])('%s', (_, options, expected) => {
    const asked = request({ ...headers, 'x-real': '2001:DB8:0::1', 'user-agent': 'curl' });
    expect(contextOf(options, asked)).toMatchObject({ clientIp: expected, userAgent: 'curl' });
  });

  test.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'])(
    'a header %s from any client changes nothing that the verifier receives',
    (name) => {
      const sent = { [name]: name === 'forwarded' ? 'for=1.1.1.1' : '1.1.1.1' };
      expect(contextOf({}, request(sent))).toEqual(contextOf({}, request()));
    },
  );

  test.each([
    () => 1,
    () => ({}),
    async () => '192.0.2.1',
    // Left alone, the rejection would end the process, and it fails this run.
    async () => Promise.reject(new Error('down')),
  ])('a function that gives no address, or not at once, is a bug: %s', (give) => {
    const clientIp = give as never;
    const authenticator = createRequestAuthenticator(
      'lynkAuth',
      { verifier: corpusVerifier, clientIp },
      readNodeRequest,
    );
    expect(caught(() => authenticator.authenticate(request()))).toMatchObject({ code: 'configuration' });
  });

  test('converts what the function clientIp throws to an error', () => {
    const error = new TypeError('no socket');
    for (const [thrown, expected] of [
      [error, error],
      ['route', expect.objectContaining({ code: 'configuration' })],
    ]) {
      const clientIp = () => {
        throw thrown;
      };
      const options = { verifier: corpusVerifier, clientIp };
      const authenticator = createRequestAuthenticator('lynkAuth', options, readNodeRequest);
      expect(caught(() => authenticator.authenticate(request()))).toEqual(expected);
    }
  });
});

test.each([
  [undefined, 'options must be an object'],
  [{}, 'verifier must be'],
  [{ verifer: corpusVerifier }, 'no option "verifer"'],
  [{ verifier: Promise.resolve(corpusVerifier) }, 'did you forget to await it'],
  [{ verifier: corpusVerifier, clientIp: { trustedProxies: -1 } }, 'clientIp: trustedProxies must'],
  [{ verifier: corpusVerifier, clientIp: '10.0.0.1' }, 'clientIp: options must be an object'],
  [{ verifier: corpusVerifier, realm: 'a"b' }, 'realm must'],
])('refuses %j in a sentence', (options, sentence) => {
  const error = caught(() => createRequestAuthenticator('lynkAuth', options as never, readNodeRequest));
  expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining(sentence) });
  expect((error as Error).message).toMatch(/^lynkAuth: /);
});

import { defineTokenFormat } from '@lynk-auth/core';
import { assertThat } from '../assertions.ts';
import { withPollutedPrototype } from '../with-polluted-prototype.ts';
import { contractTokens, ERROR_TEXT, NEAR } from './contract-tokens.ts';
import { contractVerifier } from './contract-verifier.ts';
import { describeRefusal } from './error-body.ts';
import { assertAllowed, assertFailed, assertRefused } from './expectations.ts';
import type { PluginCase, PluginUnderTest, RunningPlugin } from './plugin-under-test.ts';
import { handledBy, type StartedPlugin, sendRequest, sendToken } from './request.ts';

const verifier = contractVerifier;
const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });

/** Options as a class. Its instances have them as own properties, and inherit the getter. */
class OptionsClass {
  readonly verifier = verifier;
  get optional() {
    return true;
  }
}

/** Options with one mistake each. */
const wrong: Readonly<Record<string, unknown>> = {
  'no options': undefined,
  'null for options': null,
  'a string for options': 'verifier',
  'an array for options': [verifier],
  'the verifier for options': verifier,
  'an instance of a class for options': new OptionsClass(),
  'an instance of a class without inherited options': new (class {
    readonly verifier = verifier;
  })(),
  'options that inherit optional': Object.assign(Object.create({ optional: true }), { verifier }),
  'options that inherit the verifier': Object.create({ verifier }),
  'options that inherit from an object without a prototype': Object.assign(
    Object.create(Object.assign(Object.create(null), { optional: true })),
    { verifier },
  ),
  'a misspelt option that is not enumerable': Object.defineProperty({ verifier }, 'optinal', { value: true }),
  'clientIp that inherits the number of proxies': {
    verifier,
    clientIp: Object.create({ trustedProxies: 1 }),
  },
  'an unknown errorFormat': { verifier, errorFormat: 'json' },
  'null for errorFormat': { verifier, errorFormat: null },
  'an object for errorFormat': { verifier, errorFormat: {} },
  'a verifier whose token format is invalid': { verifier: { ...verifier, format: { brand: 'acme' } } },
  'no verifier': {},
  'an undefined verifier': { verifier: undefined },
  'null for a verifier': { verifier: null },
  'a promise of a verifier': { verifier: Promise.resolve(verifier) },
  'a function for a verifier': { verifier: () => verifier },
  'a verifier without verify': { verifier: {} },
  'a verifier whose verify is no function': { verifier: { verify: true } },
  'a misspelt verifier': { verifer: verifier },
  'a misspelt verifier beside a good one': { verifier, verifer: verifier },
  'a misspelt optional': { verifier, optinal: true },
  'a misspelt realm': { verifier, relm: 'api' },
  'a misspelt timeoutMs': { verifier, timeout: 100 },
  'a misspelt clientIp': { verifier, clientIP: () => NEAR },
  'an option of another library': { verifier, trustProxy: true },
  'optional that is a string': { verifier, optional: 'false' },
  'optional that is a number': { verifier, optional: 0 },
  'optional that is null': { verifier, optional: null },
  'a realm that is empty': { verifier, realm: '' },
  'a realm with a quotation mark': { verifier, realm: 'a"b' },
  'a realm with a line break': { verifier, realm: 'a\r\nX-Evil: b' },
  'a realm outside of ASCII': { verifier, realm: 'Zürich' },
  'a realm that is not a string': { verifier, realm: 1 },
  'a time limit of zero': { verifier, timeoutMs: 0 },
  'a negative time limit': { verifier, timeoutMs: -1 },
  'an infinite time limit': { verifier, timeoutMs: Number.POSITIVE_INFINITY },
  'a time limit of NaN': { verifier, timeoutMs: Number.NaN },
  'a time limit that is a string': { verifier, timeoutMs: '5000' },
  'a time limit above the maximum of a timer': { verifier, timeoutMs: 2 ** 31 },
  'an address for clientIp': { verifier, clientIp: '10.0.0.1' },
  'true for clientIp': { verifier, clientIp: true },
  'null for clientIp': { verifier, clientIp: null },
  'clientIp without a number of proxies': { verifier, clientIp: {} },
  'clientIp with a negative number of proxies': { verifier, clientIp: { trustedProxies: -1 } },
  'clientIp with a string for a number': { verifier, clientIp: { trustedProxies: '1' } },
  'clientIp with a misspelt name': { verifier, clientIp: { trustedProxy: 1 } },
};

function startWith({ startWith: start }: PluginUnderTest, options: unknown): Promise<RunningPlugin> {
  if (start === undefined) throw new Error('The option contract needs startWith.');
  return start(options);
}

/** Creates a case in which the app must not start. */
function refusedOptions(title: string, options: unknown): PluginCase {
  return {
    name: `the app does not start with ${title}`,
    async run(plugin) {
      let error: unknown;
      try {
        await (await startWith(plugin, options)).close();
      } catch (thrown) {
        error = thrown;
      }
      assertThat(error !== undefined, 'The start must fail.');
      const { name, code, message } = error as Record<string, unknown>;
      assertThat(
        name === 'LynkConfigurationError' && code === 'configuration',
        'It fails with a LynkConfigurationError.',
      );
      assertThat(
        typeof message === 'string' && /^\w[^\r\n]{10,}\.$/.test(message),
        'Its message is a sentence.',
      );
    },
  };
}

/** Creates a case with options that are not plain data. */
function withOptions(
  name: string,
  options: () => Record<string, unknown>,
  body: (running: StartedPlugin, options: Record<string, unknown>) => Promise<void>,
): PluginCase {
  return {
    name,
    async run(plugin) {
      const given = options();
      const errorFormat = Object.hasOwn(given, 'errorFormat') ? undefined : plugin.errorFormat;
      if (errorFormat !== undefined)
        given['errorFormat'] = errorFormat === 'function' ? describeRefusal : errorFormat;
      const running = await startWith(plugin, given);
      try {
        await body({ port: running.port, before: 0, errorFormat }, given);
      } finally {
        await running.close();
      }
    },
  };
}

const invalid = { status: 401, challenge: ', error="invalid_token"' };

/** Creates a case in which `Object.prototype` is polluted from before the start of the app to its end. */
function pollutedCase(
  name: string,
  properties: Readonly<Record<PropertyKey, unknown>>,
  body: (running: StartedPlugin) => Promise<void>,
): PluginCase {
  const { run } = withOptions(name, () => ({ verifier }), body);
  return { name, run: (plugin) => withPollutedPrototype(properties, () => run(plugin)) };
}

/** A verifier class with a private field. */
class Counting {
  #asked: string[] = [];
  get asked(): readonly string[] {
    return this.#asked;
  }
  verify(token: string) {
    this.#asked.push(token);
    return verifier.verify(token);
  }
}

/** Checks how a plugin reads its options. */
export const optionCases: readonly PluginCase[] = Object.freeze([
  ...Object.entries(wrong).map(([title, options]) => refusedOptions(title, options)),

  withOptions(
    'clientIp returns the address',
    () => ({ verifier, clientIp: () => NEAR }),
    async (running) => {
      assertAllowed(await sendToken(running, 'near'));
    },
  ),

  ...Object.entries({ 'no address': 'localhost', nothing: undefined }).map(([title, found]) =>
    withOptions(
      `a clientIp function that returns ${title}`,
      () => ({ verifier, clientIp: () => found }),
      async (running) => {
        assertRefused(await sendToken(running, 'near'), invalid);
        assertAllowed(await sendToken(running, 'valid'));
      },
    ),
  ),

  ...Object.entries({
    'returns a promise': () => Promise.resolve(NEAR),
    throws: () => {
      throw new Error(ERROR_TEXT);
    },
    'throws nothing': () => {
      throw undefined;
    },
  }).map(([title, clientIp]) =>
    withOptions(
      `a clientIp function that ${title} is a bug`,
      () => ({ verifier, clientIp }),
      async (running) => {
        assertFailed(await sendToken(running, 'valid'));
        assertFailed(await sendToken(running, 'valid', '/whoami'));
      },
    ),
  ),

  withOptions(
    'clientIp receives the request of the framework',
    () => {
      const clientIp = (request: unknown) =>
        typeof request === 'object' && request !== null ? NEAR : undefined;
      return { verifier, clientIp };
    },
    async (running) => {
      assertAllowed(await sendToken(running, 'near'));
    },
  ),

  withOptions(
    'verify is called once per request, as a method, with the token as sent',
    () => ({ verifier: new Counting() }),
    async (running, options) => {
      const { asked } = options['verifier'] as Counting;
      await sendToken(running, 'valid');
      await sendToken(running, 'unknown');
      await sendRequest(running, { path: '/organization' });
      await sendRequest(running, { path: '/organization', headers: ['Authorization: Bearer a b'] });
      assertThat(
        asked.length === 2 && asked[0] === contractTokens.valid && asked[1] === contractTokens.unknown,
        'The verifier must be called with tokens only.',
      );
    },
  ),

  withOptions(
    'later changes to the options object have no effect',
    () => ({ verifier, optional: false }),
    async (running, options) => {
      options['optional'] = true;
      options['verifier'] = { verify: () => ({ ok: true, principal: {} }) };
      options['clientIp'] = () => NEAR;
      assertRefused(await sendRequest(running, { path: '/whoami' }), { status: 401, challenge: '' });
      assertRefused(await sendToken(running, 'unknown'), invalid);
      assertRefused(await sendToken(running, 'near'), invalid);
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  pollutedCase(
    'no option is read from a polluted Object.prototype',
    { optional: true, clientIp: () => NEAR, timeoutMs: 1, trustedProxies: 1 },
    async (running) => {
      assertRefused(await sendRequest(running, { path: '/whoami' }), { status: 401, challenge: '' });
      assertRefused(await sendRequest(running, { path: '/organization' }), { status: 401, challenge: '' });
      assertRefused(await sendToken(running, 'near'), invalid);
      assertRefused(await sendToken(running, 'unknown'), invalid);
      assertAllowed(await sendToken(running, 'late'));
      assertThat((await handledBy(running)) === 1, 'No other handler must start.');
    },
  ),

  pollutedCase(
    'no principal is completed by a polluted Object.prototype',
    {
      principal: {
        kind: 'service',
        tokenId: 't9',
        organizationId: 'o9',
        permissions: ['view_organization'],
        expiresAt: null,
      },
      permissions: ['view_organization'],
    },
    async (running) => {
      for (const token of ['returnsNoPrincipal', 'returnsNoPermissions'] as const) {
        assertFailed(await sendToken(running, token));
        assertFailed(await sendToken(running, token, '/whoami'));
      }
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  withOptions(
    'a getter of the options themselves is read once',
    () => {
      let reads = 0;
      return Object.defineProperty({ verifier }, 'optional', {
        enumerable: true,
        get() {
          reads += 1;
          return reads > 1;
        },
      }) as Record<string, unknown>;
    },
    async (running) => {
      assertRefused(await sendRequest(running, { path: '/whoami' }), { status: 401, challenge: '' });
      assertAllowed(await sendToken(running, 'valid'));
    },
  ),

  withOptions(
    'options without a prototype are options',
    () => Object.assign(Object.create(null), { verifier, optional: true }),
    async (running) => {
      assertAllowed(await sendRequest(running, { path: '/whoami' }));
    },
  ),

  withOptions(
    'the name of the header with the expiry follows the token format of the verifier',
    () => ({ verifier: { ...verifier, format: acme } }),
    async (running) => {
      const { headers } = await sendToken(running, 'expiring');
      assertThat(
        headers['acme-token-expires'] === '2099-01-01T00:00:00.000Z',
        'The header must have the brand.',
      );
      assertThat(headers['lynk-token-expires'] === undefined, 'The header must have one name.');
    },
  ),

  withOptions(
    'undefined options take their defaults',
    () => ({
      verifier,
      realm: undefined,
      optional: undefined,
      timeoutMs: undefined,
      clientIp: undefined,
      errorFormat: undefined,
    }),
    async (running) => {
      assertRefused(await sendRequest(running, { path: '/whoami' }), { status: 401, challenge: '' });
      assertAllowed(await sendToken(running, 'valid'));
    },
  ),
]);

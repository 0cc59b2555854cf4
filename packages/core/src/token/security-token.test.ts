/// <reference types="node" />
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createLogger, format as formats, transports } from 'winston';
import { caught } from '../../test/caught.ts';
import { collect } from '../../test/collect.ts';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe as expectNoSecret } from '../../test/expect-safe.ts';
import { defineTokenFormat } from './define-token-format.ts';
import { isSecurityToken, SecurityToken } from './security-token.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token: text, mask, body } = row;
const token = new SecurityToken(text);

const expectSafe = (output: string) => expectNoSecret(output, body);

test('README example', () => {
  expect(`${token}`).toBe('lynk_live_eTQw…');
  expect(JSON.stringify({ token })).toBe('{"token":"lynk_live_eTQw…"}');
  expect(token.reveal() === text).toBe(true);
});

describe('output', () => {
  const shown = { mask, kind: row.kind, environment: row.environment, prefix: row.prefix };

  test('has four own properties and is frozen', () => {
    expect(Object.entries(token)).toEqual(Object.entries(shown));
    expect(Reflect.ownKeys(token)).toEqual(Object.keys(shown));
    expect({ ...token }).toEqual(shown);
    expect(Object.isFrozen(token)).toBe(true);
    expect(() => Object.assign(token, { mask: 'x' })).toThrow(TypeError);
  });

  test('is not a token after a structured clone', () => {
    const clone = structuredClone(token);
    expect(clone).toEqual(shown);
    expect(isSecurityToken(clone)).toBe(false);
  });

  const nested = {
    list: [{ token }],
    map: new Map([[token, token]]),
    error: new Error('failed', { cause: token }),
  };
  const outputs: Record<string, () => string> = {
    'template literal': () => `${token}`,
    concatenation: () => 'ab'.concat(token as never),
    String: () => String(token),
    join: () => [token].join(),
    number: () => String(Number(token)),
    'JSON.stringify': () => JSON.stringify({ token, list: [token] }),
    inspect: () => inspect(token),
    'inspect, everything': () =>
      inspect(nested, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true, showProxy: true }),
    'inspect, without the hook': () =>
      inspect(token, { customInspect: false, showHidden: true, getters: true }),
    'inspect of the prototype': () =>
      inspect(Object.getPrototypeOf(token), { showHidden: true, getters: true }),
    'format %s': () => format('%s', token),
    'format %o': () => format('%o', token),
    'format %O': () => format('%O', token),
    'format %j': () => format('%j', token),
    descriptors: () => JSON.stringify(Object.getOwnPropertyDescriptors(token)),
    names: () => Object.getOwnPropertyNames(token).join(),
    'error with cause': () => inspect(new Error('failed', { cause: token }), { depth: 10 }),
    'message of assert.equal': () => messageOf(() => assert.strictEqual(token, 1)),
    'message of assert.deepEqual': () => messageOf(() => assert.deepStrictEqual({ token }, { token: 1 })),
    'message of assert.match': () => messageOf(() => assert.match(token as never, /x/)),
    'v8.serialize': () => serialize(token).toString('latin1'),
  };
  for (const [name, output] of Object.entries(outputs)) {
    test(`${name} holds nothing of the body`, () => expectSafe(output()));
  }

  test('shows the mask in inspect and toString', () => {
    expect(inspect(token)).toBe(`SecurityToken(${mask})`);
    expect(Object.prototype.toString.call(token)).toBe('[object SecurityToken]');
    expect(token.toString()).toBe(mask);
    expect(token.toJSON()).toBe(mask);
  });
});

test('console.log, an uncaught error and an unhandled rejection of another process', () => {
  const file = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
  const program = `
    import { SecurityToken } from ${JSON.stringify(file)};
    const token = new SecurityToken(process.env.TOKEN);
    console.log(token, '%s', [token], { a: { b: { c: { d: token } } } });
    console.log('%s %o %O %j %d', token, token, token, token, token);
    console.table([token]); console.dir(token, { showHidden: true, depth: 9 }); console.error(token);
    setTimeout(() => { throw Object.assign(new Error('x', { cause: token }), { token }); }, 1);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TOKEN: text },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toContain(mask);
  expect(stderr).toContain(mask);
  expectSafe(stdout);
  expectSafe(stderr);
});

test('does not reveal the secret in a message to a worker', async () => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.once('message', (value) => parentPort.postMessage(require('node:util').inspect(value, { showHidden: true })));`,
    { eval: true },
  );
  const output = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.postMessage(token);
  });
  await worker.terminate();
  expect(output).toContain(mask);
  expectSafe(output);
});

test('pino', () => {
  const { stream, output } = collect();
  const logger = pino(stream);
  logger.info(
    { token, list: [token], err: new Error('failed', { cause: token }) },
    'sent %s %o',
    token,
    token,
  );
  logger.info(token);
  expect(output()).toContain(mask);
  expectSafe(output());
});

test('winston', () => {
  const { stream, output } = collect();
  const logger = createLogger({
    transports: [new transports.Stream({ stream })],
    format: formats.combine(formats.splat(), formats.errors({ stack: true, cause: true }), formats.json()),
  });
  logger.info('sent %s', token, { token });
  logger.info({ message: token, token });
  logger.error(Object.assign(new Error('failed', { cause: token }), { token }));
  expect(output()).toContain(mask);
  expectSafe(output());
});

describe('values that are not tokens', () => {
  for (const { input, reason } of tokenCorpus.rejected) {
    test(`throws ${reason} without the value`, () => {
      const error = caught(() => new SecurityToken(input));
      expect(error).toMatchObject({ name: 'LynkTokenError', code: 'token_rejected', reason });
      expectSafe(inspect(error, { showHidden: true, depth: 9 }));
    });
  }

  test('rejects values of any type', () => {
    for (const input of [undefined, null, 1, {}, [], Symbol('x')]) {
      expect(caught(() => new SecurityToken(input as never))).toMatchObject({ reason: 'missing' });
    }
  });

  test('rejects a wrong checksum if it is required', () => {
    for (const { input, reason } of tokenCorpus.checksum_rejected) {
      expect(new SecurityToken(input).mask).toBe(`${input.slice(0, input.lastIndexOf('_') + 5)}…`);
      expect(caught(() => new SecurityToken(input, { requireChecksum: true }))).toMatchObject({ reason });
    }
  });

  test('rejects an unknown option', () => {
    expect(caught(() => new SecurityToken(text, { schema: 1 } as never))).toMatchObject({
      code: 'configuration',
    });
  });
});

test('accepts another format', () => {
  const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
  const other = new SecurityToken(`acme_service_live_${body}`, { format: acme });
  expect({ ...other }).toEqual({
    mask: 'acme_service_live_eTQw…',
    kind: 'service',
    environment: 'live',
    prefix: 'acme_service_live_',
  });
});

describe('isSecurityToken', () => {
  test('recognizes a token of the CommonJS copy', async () => {
    const { createRequire } = await import('node:module');
    const copy = createRequire(import.meta.url)('../../dist/index.cjs') as {
      SecurityToken: typeof SecurityToken;
    };
    const other = new copy.SecurityToken(text);
    expect(other).not.toBeInstanceOf(SecurityToken);
    expect(isSecurityToken(other)).toBe(true);
  });

  test('rejects any other value', () => {
    for (const value of [undefined, null, text, {}, { mask, reveal: () => text }, [], () => token]) {
      expect(isSecurityToken(value)).toBe(false);
    }
    expect(isSecurityToken(token)).toBe(true);
  });
});

const messageOf = (act: () => unknown): string => inspect(caught(act), { depth: 9, showHidden: true });

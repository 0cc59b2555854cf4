/// <reference types="node" />
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { tokenCorpus } from '../../../test/corpora.ts';
import { expectSafe } from '../../../test/expect-safe.ts';
import { defineTokenFormat } from '../../token/define-token-format.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { type EnvironmentVariables, fromEnv } from './from-env.ts';

const [row, other] = tokenCorpus.issued;
if (row === undefined || other === undefined) throw new Error('The corpus is empty.');
const NAMES = ['INTERLYNK_SECURITY_TOKEN', 'LYNK_API_TOKEN'] as const;
const [FIRST, SECOND] = NAMES;
const read = (env?: EnvironmentVariables) => fromEnv(env).get() as SecurityToken;
const messageFor = (env: EnvironmentVariables): string => (caught(() => read(env)) as Error).message;

afterEach(() => {
  for (const name of NAMES) delete process.env[name];
});

test('README example', () => {
  process.env[FIRST] = row.token;
  expect(read().mask).toBe(row.mask);
});

describe('order of the variables', () => {
  test('reads the first variable that is not empty', () => {
    expect(read({ [FIRST]: row.token, [SECOND]: other.token }).mask).toBe(row.mask);
    for (const empty of [undefined, '', '  ', '\n']) {
      expect(read({ [FIRST]: empty, [SECOND]: other.token }).mask).toBe(other.mask);
    }
  });

  test('reads the environment at each call', () => {
    const env: Record<string, string | undefined> = {};
    const provider = fromEnv(env);
    expect(caught(() => provider.get())).toMatchObject({ reason: 'missing' });
    env[SECOND] = row.token;
    expect(provider.get()).toMatchObject({ mask: row.mask });
    env[FIRST] = other.token;
    expect(provider.get()).toMatchObject({ mask: other.mask });
  });

  test('does not skip an invalid variable', () => {
    expect(caught(() => read({ [FIRST]: row.mask, [SECOND]: other.token }))).toMatchObject({
      reason: 'masked',
    });
  });

  test('reads the variables of another format', () => {
    const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const provider = fromEnv({ ACME_SECURITY_TOKEN: `acme_live_${row.body}` }, { format: acme });
    expect(provider.get()).toMatchObject({ mask: 'acme_live_eTQw…' });
  });
});

describe('messages', () => {
  test('names the variables if none is set', () => {
    expect(messageFor({})).toBe(
      'There is no token: set the environment variable INTERLYNK_SECURITY_TOKEN or LYNK_API_TOKEN.',
    );
    expect(messageFor({ [SECOND]: ' ' })).toBe(
      'There is no token: set the environment variable INTERLYNK_SECURITY_TOKEN or LYNK_API_TOKEN (LYNK_API_TOKEN is set, but empty).',
    );
    expect(caught(() => read({}))).toMatchObject({ name: 'LynkTokenError', reason: 'missing' });
  });

  const rejected = tokenCorpus.rejected.filter(({ reason }) => reason !== 'missing');
  test.each(rejected.map(({ reason }, index) => [index, reason] as const))('%i: %s', (index, reason) => {
    const value = rejected[index]?.input ?? '';
    const error = caught(() => read({ [SECOND]: value })) as Error;
    expect(error).toMatchObject({ name: 'LynkTokenError', code: 'token_rejected', reason });
    expect(error.message).toMatch(
      /^The environment variable LYNK_API_TOKEN does not hold a token: .{20,}\.$/,
    );
    const printed = inspect(error, { depth: 9, showHidden: true });
    expectSafe(printed, row.body);
    // The prefixes that the sentence names itself are no part of the value.
    if (!/^lynk_(?:live|service_live)_$/.test(value) && value.length > 5)
      expect(printed).not.toContain(value);
  });

  test('has a different message for each reason', () => {
    const reasons = new Map(rejected.map(({ reason, input }) => [reason, messageFor({ [FIRST]: input })]));
    expect(new Set(reasons.values()).size).toBe(reasons.size);
  });

  test('explains a runtime without process.env', () => {
    const { process } = globalThis;
    Reflect.deleteProperty(globalThis, 'process');
    try {
      expect(caught(() => fromEnv().get())).toMatchObject({
        reason: 'missing',
        message: 'There is no token: this runtime has no process.env; pass the environment: fromEnv(env).',
      });
    } finally {
      globalThis.process = process;
    }
  });

  test('explains the missing permission of Deno', () => {
    const env = new Proxy<EnvironmentVariables>(
      {},
      {
        get(_, name) {
          throw new Error(`Requires env access to "${String(name)}"`);
        },
      },
    );
    expect(messageFor(env)).toBe(
      'There is no token: the environment variable INTERLYNK_SECURITY_TOKEN cannot be read; run Deno with --allow-env=INTERLYNK_SECURITY_TOKEN,LYNK_API_TOKEN.',
    );
  });

  test('rejects an unknown option', () => {
    expect(caught(() => fromEnv({}, { variables: [] } as never))).toMatchObject({ code: 'configuration' });
  });
});

import { describe, expect, test, vi } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { tokenCorpus } from '../../../test/corpora.ts';
import { defineTokenFormat } from '../../token/define-token-format.ts';
import { SecurityToken } from '../../token/security-token.ts';
import { createTokenProvider } from './create-token-provider.ts';
import type { TokenInput } from './token-provider.ts';

const [first, second] = tokenCorpus.issued;
if (first === undefined || second === undefined) throw new Error('The corpus is empty.');
const wrong = { name: 'LynkTokenError', code: 'token_rejected', reason: 'masked' };

test('README example', async () => {
  const values = [first.token, second.token];
  const provider = createTokenProvider(async () => values.shift() ?? '');
  expect((await provider.get()).mask).toBe(first.mask);
  expect((await provider.get()).mask).toBe(first.mask);
  expect((await provider.get({ refresh: true })).mask).toBe(second.mask);
});

describe('accepts', () => {
  const one = new SecurityToken(first.token);
  const inputs: Record<string, TokenInput> = {
    'a string': first.token,
    'a SecurityToken': one,
    'a function': () => first.token,
    'a function that gives a SecurityToken': () => one,
    'an async function': async () => first.token,
    'a provider': { get: () => one },
    'an async provider': { get: async () => one },
    'a provider made of a provider': createTokenProvider(first.token),
  };
  test.each(Object.entries(inputs))('%s', async (_, input) => {
    const provider = createTokenProvider(input);
    expect((await provider.get()).reveal() === first.token).toBe(true);
    expect((await provider.get({ refresh: true })).reveal() === first.token).toBe(true);
  });

  test('stays synchronous if the input is', () => {
    for (const input of [first.token, one, () => first.token, { get: () => one }]) {
      expect(createTokenProvider(input).get()).toBeInstanceOf(SecurityToken);
    }
  });
});

describe('rejects', () => {
  test('rejects a string when it is created', () => {
    expect(caught(() => createTokenProvider(first.mask))).toMatchObject(wrong);
    expect(caught(() => createTokenProvider(undefined as never))).toMatchObject({ reason: 'missing' });
  });

  test('rejects what a function or a provider returns when it is called', async () => {
    expect(caught(() => createTokenProvider(() => first.mask).get())).toMatchObject(wrong);
    await expect(createTokenProvider(async () => first.mask).get()).rejects.toMatchObject(wrong);
    await expect(createTokenProvider(async () => undefined as never).get()).rejects.toMatchObject({
      reason: 'missing',
    });
    expect(caught(() => createTokenProvider({ get: () => first.mask as never }).get())).toMatchObject(wrong);
  });

  test('rejects a token of another format, also in a SecurityToken', () => {
    const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });
    const other = new SecurityToken(`acme_live_${first.body}`, { format: acme });
    expect(caught(() => createTokenProvider(other))).toMatchObject({ reason: 'unknown_prefix' });
    expect(caught(() => createTokenProvider(() => other).get())).toMatchObject({ reason: 'unknown_prefix' });
    expect(createTokenProvider(other, { format: acme }).get()).toBe(other);
  });

  test('rejects other inputs and unknown options', () => {
    for (const input of [1, true, {}, [], Symbol('x')]) {
      expect(caught(() => createTokenProvider(input as never))).toMatchObject({ code: 'configuration' });
    }
    expect(caught(() => createTokenProvider(first.token, { schema: 1 } as never))).toMatchObject({
      code: 'configuration',
    });
  });
});

describe('shared reads', () => {
  const deferred = () => {
    let resolve: (value: string) => void = () => {};
    let reject: (error: unknown) => void = () => {};
    const promise = new Promise<string>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    return { promise, resolve, reject };
  };

  test.each(['function', 'provider'])(
    'calls the %s once for a hundred callers with a rejected token',
    async (kind) => {
      let reads = 0;
      const read = async () => {
        reads += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return new SecurityToken(second.token);
      };
      const provider = createTokenProvider(kind === 'function' ? read : { get: read });
      const tokens = await Promise.all(Array.from({ length: 100 }, () => provider.get({ refresh: true })));
      expect(reads).toBe(1);
      expect(new Set(tokens.map((token) => token.mask))).toEqual(new Set([second.mask]));
      await provider.get({ refresh: true });
      expect(reads).toBe(2);
    },
  );

  test('waits for a refresh in flight', async () => {
    const reads = [deferred(), deferred()];
    const pending = [...reads];
    const provider = createTokenProvider(() => pending.shift()?.promise ?? '');
    reads[0]?.resolve(first.token);
    await provider.get();
    const refreshed = provider.get({ refresh: true });
    const other = provider.get();
    reads[1]?.resolve(second.token);
    expect((await refreshed).mask).toBe(second.mask);
    expect((await other).mask).toBe(second.mask);
  });

  test('fails the waiting callers of a failed read and keeps the cached token', async () => {
    const values = [first.token, new Error('down'), second.token];
    const provider = createTokenProvider(async () => {
      const value = values.shift();
      if (typeof value !== 'string') throw value;
      return value;
    });
    await provider.get();
    const failed = await Promise.allSettled([
      provider.get({ refresh: true }),
      provider.get({ refresh: true }),
    ]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await provider.get()).mask).toBe(first.mask);
    expect((await provider.get({ refresh: true })).mask).toBe(second.mask);
  });

  test('ends only the wait of a caller whose signal is aborted', async () => {
    const read = deferred();
    const provider = createTokenProvider(() => read.promise);
    const controller = new AbortController();
    const impatient = provider.get({ signal: controller.signal });
    const patient = provider.get({ signal: new AbortController().signal });
    controller.abort(new Error('enough'));
    await expect(impatient).rejects.toMatchObject({ name: 'LynkAbortedError' });
    expect(caught(() => provider.get({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
    read.resolve(first.token);
    expect((await patient).mask).toBe(first.mask);
  });

  test('ends a read that hangs, and then reads again', async () => {
    vi.useFakeTimers();
    try {
      const hang = () => new Promise<never>(() => {});
      for (const wrap of [(get: () => unknown) => get, (get: () => unknown) => ({ get })]) {
        const results = [hang(), second.token];
        const provider = createTokenProvider(
          wrap(async () => new SecurityToken((await results.shift()) as string)) as TokenInput,
        );
        const both = [provider.get({ refresh: true }), provider.get({ refresh: true })];
        const ended = Promise.allSettled(both);
        await vi.advanceTimersByTimeAsync(120_000);
        expect(await ended).toMatchObject(both.map(() => ({ reason: { code: 'timeout' } })));
        expect((await provider.get({ refresh: true })).reveal() === second.token).toBe(true);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test('causes no unhandled rejection if a read fails after all callers left', async () => {
    const read = deferred();
    const provider = createTokenProvider(() => read.promise);
    const controller = new AbortController();
    const impatient = provider.get({ signal: controller.signal });
    controller.abort();
    await expect(impatient).rejects.toMatchObject({ code: 'aborted' });
    read.reject(new Error('down'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

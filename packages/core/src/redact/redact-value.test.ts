/// <reference types="node" />
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { SecurityToken } from '../token/security-token.ts';
import { redact } from './redact.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, body, mask } = row;
const everything = { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true } as const;
const bearer = `Bearer ${token}`;

describe('copies', () => {
  test('copies plain data deeply and keeps the original', () => {
    const make = () => ({ a: [{ b: token, c: 1n, d: null, e: undefined, f: true, g: Number.NaN }], h: 'x' });
    const original = make();
    const copy = redact(original);
    expect(copy).toEqual({ a: [{ b: mask, c: 1n, d: null, e: undefined, f: true, g: Number.NaN }], h: 'x' });
    expect(copy.a).not.toBe(original.a);
    expect(original).toEqual(make());
  });

  test('frozen originals', () => {
    const copy = redact(Object.freeze({ a: Object.freeze([token]) }));
    expect(copy).toEqual({ a: [mask] });
  });

  test('cycles and shared references', () => {
    const shared = { token };
    const original: Record<string, unknown> = { one: shared, two: shared, list: [shared] };
    original['self'] = original;
    const copy = redact(original) as { one: unknown; two: unknown; list: unknown[]; self: unknown };
    expect(copy.self).toBe(copy);
    expect(copy.one).toEqual({ token: mask });
    expect(copy.two).toBe(copy.one);
    expect(copy.list[0]).toBe(copy.one);
  });

  test('cycles through a map, a set and an error', () => {
    const map = new Map<unknown, unknown>();
    map.set('self', map).set(token, new Set([map]));
    const copy = redact(map);
    expect(copy.get('self')).toBe(copy);
    expect([...(copy.get(mask) as Set<unknown>)][0]).toBe(copy);
    const error = new Error(token);
    error.cause = error;
    const copied = redact(error);
    expect(copied.cause).toBe(copied);
  });

  test('null-prototype objects, __proto__ as a key', () => {
    const copy = redact(Object.assign(Object.create(null), { token })) as object;
    expect(Object.getPrototypeOf(copy)).toBe(null);
    expect(Object.entries(copy)).toEqual([['token', mask]]);
    const evil = redact(JSON.parse(`{"__proto__":{"token":"${token}"}}`)) as object;
    expect(Object.getPrototypeOf(evil)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(evil, '__proto__')?.value).toEqual({ token: mask });
  });

  test('keys and symbols', () => {
    const secretSymbol = Symbol(token);
    const copy = redact({
      [token]: 1,
      [`${token}x`]: 2,
      [Symbol.for('kept')]: token,
      [secretSymbol]: 3,
      s: secretSymbol,
    });
    expectSafe(inspect(copy, everything), body);
    expect(Object.keys(copy)[0]).toBe(mask);
    expect(Object.values(copy).slice(0, 2)).toEqual([1, 2]);
    expect(copy[Symbol.for('kept') as never]).toBe(mask);
    expect(redact(secretSymbol).description).toBe(mask);
    expect(redact(Symbol.iterator)).toBe(Symbol.iterator);
  });

  test('sparse and long arrays', () => {
    const sparse: unknown[] = [];
    sparse[4_000_000_000] = token;
    const copy = redact(sparse);
    expect(copy.length).toBe(4_000_000_001);
    expect(Object.keys(copy)).toEqual(['4000000000']);
    expect(copy[4_000_000_000]).toBe(mask);
  });

  test('dates, regular expressions, boxed values', () => {
    const date = new Date(1e12);
    expect(redact(date)).toEqual(date);
    expect(redact(date)).not.toBe(date);
    expect(redact(new Date(Number.NaN)).getTime()).toBeNaN();
    expect(redact(new RegExp(token, 'gi'))).toEqual(new RegExp(mask, 'gi'));
    expect(redact(/a+b/u)).toEqual(/a+b/u);
    expect(redact(new RegExp(`(?<${token}>a)`))).toBe('[unreadable]');
    expect(redact(Object(token))).toEqual(Object(mask));
    expect(redact(Object(5))).toEqual(Object(5));
    expect(redact(Object(false))).toEqual(Object(false));
  });

  test('URL and URLSearchParams', () => {
    const url = redact(new URL(`https://user:${token}@host/${token}?token=${token}#${token}`));
    expect(url).toBeInstanceOf(URL);
    expectSafe(inspect(url, everything), body);
    expect(decodeURIComponent(url.href)).toBe(`https://user:${mask}@host/${mask}?token=${mask}#${mask}`);
    expect(redact(url).href).toBe(url.href);
    expectSafe(String(redact(new URL(`https://${token}.example/`))), body.toLowerCase());
    const search = redact(new URLSearchParams({ a: token, authorization: 'secret', [token]: 'x' }));
    expect([...search]).toEqual([
      ['a', mask],
      ['authorization', '…'],
      [mask, 'x'],
    ]);
  });

  test('bytes', () => {
    const bytes = new TextEncoder().encode(`é ${token} \u0080`);
    const text = `é ${mask} \u0080`;
    const decode = (value: unknown) => new TextDecoder().decode(value as Uint8Array);
    expect(decode(redact(bytes))).toBe(text);
    expect(decode(redact(bytes.buffer))).toBe(text);
    expect(decode(redact(new DataView(bytes.buffer)))).toBe(text);
    expect(decode(redact(new Uint8ClampedArray(bytes)))).toBe(text);
    expect(redact(bytes)).not.toBe(bytes);

    const buffer = redact(Buffer.from(`${'x'.repeat(100_000)}${token}`));
    expect(Buffer.isBuffer(buffer)).toBe(true);
    expect(buffer.toString().endsWith(`x${mask}`)).toBe(true);
    const clean = Uint8Array.from({ length: 70_000 }, (_, index) => index);
    expect(redact(clean)).toEqual(clean);
    expect(redact(new Float64Array([1, 2.5]))).toEqual(new Float64Array([1, 2.5]));
    const pooled = Buffer.from(bytes);
    expectSafe(Buffer.from(redact(pooled).buffer).toString('latin1'), body);
  });

  test('copies functions to empty ones of the same name', () => {
    const original = Object.assign(() => token, { token });
    Object.defineProperty(original, 'name', { value: token });
    const copy = redact(original);
    expect(copy.name).toBe(mask);
    expect(copy()).toBe(undefined);
    expectSafe(inspect(copy, everything) + String(copy), body);
    const Holder = Object.assign(class {}, { token });
    expectSafe(inspect(redact({ Holder }), everything), body);
  });

  test('copies the data of class instances', () => {
    class AuthContext {
      #hidden = token;
      id = token;
      get token() {
        return this.#hidden;
      }
      [inspect.custom]() {
        return this.#hidden;
      }
    }
    const copy = redact(new AuthContext());
    expect(copy).toEqual({ id: mask });
    expectSafe(inspect(copy, everything), body);
    expect(redact(Promise.resolve(token))).toEqual({});
  });

  test('copies the result of toJSON', () => {
    expect(redact({ toJSON: () => ({ authorization: bearer }) })).toEqual({
      authorization: `Bearer ${mask}`,
    });
    expect(redact({ a: new SecurityToken(token) })).toEqual({ a: mask });
    const circular = { toJSON: (): unknown => ({ circular }) };
    expect(redact(circular)).toEqual({ circular: '[circular]' });
    expect(redact({ a: { toJSON: () => fail() } })).toEqual({ a: '[unreadable]' });
  });

  test('other realms', () => {
    const make =
      '({ e: new TypeError(t, { cause: t }), m: new Map([["a", t]]), d: new Date(0), l: [t], b: new Uint8Array(2) })';
    const copy = redact(runInNewContext(make, { t: token }));
    expect(copy.e.message).toBe(mask);
    expect(copy.e.cause).toBe(mask);
    expect(copy.m.get('a')).toBe(mask);
    expect(copy.d.getTime()).toBe(0);
    expect(copy.l).toEqual([mask]);
    expect(copy.b).toHaveLength(2);
    expectSafe(inspect(copy, everything), body);
  });
});

describe('unreadable and endless values', () => {
  const traps = ['get', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'has'] as const;

  test('getters that throw', () => {
    const copy = redact({
      get a() {
        return fail();
      },
      get b() {
        return token;
      },
    });
    expect(copy).toEqual({ a: '[unreadable]', b: mask });
  });

  test.each(traps)('a proxy whose %s throws', (trap) => {
    const proxies = [{ token }, [token], new Error(token), new Map([[token, token]])].map(
      (target) => new Proxy<object>(target, { [trap]: fail }),
    );
    expectSafe(inspect(redact({ proxies }), everything), body);
    for (const proxy of proxies) redact(proxy);
  });

  test('a revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(redact({ proxy })).toEqual({ proxy: '[unreadable]' });
  });

  test('survives objects with a false tag', () => {
    for (const tag of [
      'Date',
      'Map',
      'Set',
      'URL',
      'Headers',
      'URLSearchParams',
      'RegExp',
      'String',
      'ArrayBuffer',
      'Error',
    ]) {
      expectSafe(inspect(redact({ [Symbol.toStringTag]: tag, token }), everything), body);
    }
    expect(
      redact({
        get [Symbol.toStringTag]() {
          return fail();
        },
      }),
    ).toBe('[unreadable]');
  });

  test('stops at endless nesting', () => {
    const endless: object = new Proxy(
      { next: 1, token },
      { get: (_, key) => (key === 'next' ? endless2() : undefined) },
    );
    const endless2 = (): object =>
      new Proxy({ next: 1 }, { get: (_, key) => (key === 'next' ? endless2() : undefined) });
    expect(inspect(redact(endless), everything)).toContain('[too deep]');
    let deep: object = { token };
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(inspect(redact(deep), everything)).toContain('[too deep]');
    let cause = new Error(token);
    for (let level = 0; level < 1_000; level += 1) cause = new Error('x', { cause });
    expectSafe(inspect(redact(cause), everything), body);
  });

  test('stops at too many properties', () => {
    const copy = redact(Array.from({ length: 200_000 }, () => token));
    expect(copy).toHaveLength(200_000);
    expect(Object.keys(copy).length).toBe(100_000);
    expect(copy[10]).toBe(mask);
    expect(copy[99_999]).toBe('[too large]');
    const wide = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [index, Array(20_000).fill('x')]),
    );
    const last = Object.values(redact(wide)).at(-1) as unknown;
    expect(last).toBe('[too large]');
  });

  test('never throws close to the end of the stack', () => {
    const nested = { a: { b: { c: { d: [new Error(token), new Map([[token, { token }]])] } } } };
    const dive = (): unknown => {
      try {
        return dive();
      } catch {
        return redact(nested);
      }
    };
    expectSafe(inspect(dive(), everything), body);
  });
});

function fail(): never {
  throw new Error(token);
}

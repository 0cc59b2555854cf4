import { expect, test } from 'vitest';
import { readMember } from './read-member.ts';

class Store {
  readonly own = 1;
  get inherited(): number {
    return this.own + 1;
  }
}

test('reads a property of an object, of its class and of a proxy', () => {
  const store = new Store();
  expect([readMember(store, 'own'), readMember(store, 'inherited')]).toEqual([1, 2]);
  expect(readMember(Object.create(store) as Store, 'inherited')).toBe(2);
  const proxy = new Proxy({} as Store, { get: (_, name) => (name === 'own' ? 3 : undefined) });
  expect(readMember(proxy, 'own')).toBe(3);
  expect(readMember({} as Store, 'own')).toBe(undefined);
});

test('reads nothing of a polluted Object.prototype', () => {
  try {
    Object.defineProperty(Object.prototype, 'own', { value: 4, configurable: true });
    expect(readMember({} as Store, 'own')).toBe(undefined);
    expect(readMember(new (class {})() as Store, 'own')).toBe(undefined);
    expect(readMember(new Store(), 'own')).toBe(1);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'own');
  }
});

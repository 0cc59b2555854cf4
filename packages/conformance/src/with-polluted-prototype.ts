let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a body while `Object.prototype` has additional properties, as after a successful prototype pollution. Bodies
 * run one after another, even if their cases run at the same time.
 */
export function withPollutedPrototype(
  properties: Readonly<Record<PropertyKey, unknown>>,
  body: () => Promise<void>,
): Promise<void> {
  const run = async () => {
    const names = Reflect.ownKeys(properties);
    for (const name of names) {
      // Not enumerable, since the test runner and the framework may enumerate their own objects.
      const value = properties[name as string];
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    }
    try {
      await body();
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
  };
  const result = last.then(run);
  last = result.catch(() => undefined);
  return result;
}

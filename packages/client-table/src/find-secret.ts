/** As much of Node as shows more than others do, where it is there. */
interface NodeProcess {
  getBuiltinModule?(name: string): { inspect(value: unknown, options: object): string } | undefined;
}

/**
 * Looks for a token everywhere that a value leads to: what JSON, `util.inspect` and an error's text show, and
 * every property, getter, Map, Set and prototype that can be reached.
 *
 * @param value What a client gave or threw.
 * @param body The token's body. Eleven characters of it in a row are found for certain; four are the mask.
 * @returns Where it was found.
 */
export function findSecret(value: unknown, body: string): string | undefined {
  const pieces = Array.from({ length: Math.floor((body.length - 4) / 4) }, (_, turn) =>
    body.slice(4 * turn, 4 * turn + 8),
  );
  const has = (text: string) => pieces.some((piece) => text.includes(piece));
  for (const [name, show] of Object.entries(shown)) if (has(attempt(() => show(value)))) return name;

  const seen = new Set<unknown>();
  const pending: [unknown, string][] = [[value, '']];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [each, path] = next;
    if (typeof each === 'string' && has(each)) return path;
    if (each instanceof Uint8Array && each.length < 1e6 && has(new TextDecoder().decode(each))) return path;
    const isObject = (typeof each === 'object' && each !== null) || typeof each === 'function';
    if (!isObject || seen.has(each) || isCommon(each)) continue;
    seen.add(each);
    if (each instanceof Map || each instanceof Set) pending.push([[...each], `${path}.entries`]);
    if (typeof Headers === 'function' && each instanceof Headers)
      pending.push([[...(each as unknown as Iterable<unknown>)], `${path}.headers`]);
    for (let owner: object | null = each as object; owner !== null; owner = Object.getPrototypeOf(owner)) {
      if (isCommon(owner)) break;
      for (const key of Reflect.ownKeys(owner)) {
        if (typeof key === 'string' && has(key)) return `${path}.(a key)`;
        if (UNINTERESTING.has(key)) continue;
        const found = read(each as object, owner, key);
        if (found !== undefined) pending.push([found, `${path}.${String(key)}`]);
      }
    }
  }
  return undefined;
}

/** The class belongs to the runtime, or to a library; the others are of functions, and empty. */
const UNINTERESTING: ReadonlySet<PropertyKey> = new Set(['constructor', 'arguments', 'caller', 'callee']);

const inspect = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.('node:util')?.inspect;

const shown: Readonly<Record<string, (value: unknown) => string>> = {
  JSON: (value) => JSON.stringify(value),
  toJSON: (value) => JSON.stringify((value as { toJSON?(): unknown }).toJSON?.()),
  text: (value) => `${value} ${(value as Error).stack} ${(value as Error).message}`,
  inspect: (value) => inspect?.(value, { depth: 10, showHidden: true }) ?? '',
};

function attempt(show: () => unknown): string {
  try {
    return String(show());
  } catch {
    // Circular, or not to be shown in this way.
    return '';
  }
}

/** Own properties and getters; a getter that throws shows nothing. */
function read(target: object, owner: object, key: PropertyKey): unknown {
  try {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
    if (descriptor?.get === undefined) return descriptor?.value;
    const found: unknown = descriptor.get.call(target);
    // Some getters refuse by a promise, which may be another realm's.
    (found as PromiseLike<unknown> | undefined)?.then?.(undefined, () => undefined);
    return found;
  } catch {
    return undefined;
  }
}

/** What belongs to the runtime and is no part of the value. */
const isCommon = (value: unknown): boolean =>
  value === globalThis ||
  value === (globalThis as { process?: unknown }).process ||
  value === Object.prototype ||
  value === Function.prototype;

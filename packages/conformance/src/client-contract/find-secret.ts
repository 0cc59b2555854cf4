/** The part of Node that shows more of a value than other runtimes do. */
interface NodeProcess {
  getBuiltinModule?(name: string): { inspect(value: unknown, options: object): string } | undefined;
}

/**
 * Searches everything that is reachable from a value for a token: its JSON, its `util.inspect` output, the message
 * and stack of an error, and every property, getter, Map, Set and prototype.
 *
 * @param value The result or the error of a client.
 * @param body The body of the token. Any eleven characters of it in a row are found; the four of the mask are not.
 * @returns The path at which the token is exposed, or `undefined`.
 */
export function findSecret(value: unknown, body: string): string | undefined {
  const pieces = Array.from({ length: Math.floor((body.length - 4) / 4) }, (_, turn) =>
    body.slice(4 * turn, 4 * turn + 8),
  );
  const has = (value: string) => pieces.some((piece) => value.includes(piece));
  for (const [name, show] of Object.entries(representations))
    if (has(attempt(() => show(value)))) return name;

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

/** The constructor belongs to the runtime or to a library; the others are empty properties of functions. */
const UNINTERESTING: ReadonlySet<PropertyKey> = new Set(['constructor', 'arguments', 'caller', 'callee']);

const inspect = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.('node:util')?.inspect;

const representations: Readonly<Record<string, (value: unknown) => string>> = {
  JSON: (value) => JSON.stringify(value),
  toJSON: (value) => JSON.stringify((value as { toJSON?(): unknown }).toJSON?.()),
  string: (value) => `${value} ${(value as Error).stack} ${(value as Error).message}`,
  inspect: (value) => inspect?.(value, { depth: 10, showHidden: true }) ?? '',
};

function attempt(show: () => unknown): string {
  try {
    return String(show());
  } catch {
    // The value is circular, or has no such representation.
    return '';
  }
}

/** Reads a property or a getter; `undefined` if the getter throws. */
function read(target: object, owner: object, key: PropertyKey): unknown {
  try {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
    if (descriptor?.get === undefined) return descriptor?.value;
    const found: unknown = descriptor.get.call(target);
    // Some getters return a rejected promise, which may belong to another realm.
    (found as PromiseLike<unknown> | undefined)?.then?.(undefined, () => undefined);
    return found;
  } catch {
    return undefined;
  }
}

/** Whether an object belongs to the runtime and not to the value. */
const isCommon = (value: unknown): boolean =>
  value === globalThis ||
  value === (globalThis as { process?: unknown }).process ||
  value === Object.prototype ||
  value === Function.prototype;

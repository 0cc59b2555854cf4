import { LynkConfigurationError } from '@lynk-auth/core';
import { isBlob, tagOf } from '@lynk-auth/core/internal';

/** An operation without its files, and the paths of each file. */
export interface SplitOperation {
  readonly operation: unknown;
  readonly pathsByFile: ReadonlyMap<Blob, readonly string[]>;
}

/**
 * Copies an operation and replaces each file by `null`.
 *
 * @param caller The method whose variables they are, for the message.
 * @param operation The operation with `query`, `variables` and so on.
 * @returns The copy, and the files of any implementation with their paths. A file that occurs several times is one key.
 * @throws {LynkConfigurationError} If a variable cannot be sent as JSON.
 */
export function splitFiles(caller: string, operation: object): SplitOperation {
  const pathsByFile = new Map<Blob, string[]>();
  try {
    return { operation: copy(operation, '', pathsByFile), pathsByFile };
  } catch {
    throw new LynkConfigurationError(
      `${caller}: the variables must be JSON, without cycles and without a Map, a Set, a Promise, a stream, bytes or an object of fetch.`,
    );
  }
}

function copy(value: unknown, path: string, pathsByFile: Map<Blob, string[]>): unknown {
  if (typeof value === 'bigint') throw new TypeError();
  if (typeof value !== 'object' || value === null) return value;
  if (isBlob(value)) {
    pathsByFile.set(value, [...(pathsByFile.get(value) ?? []), path]);
    return null;
  }
  const childPath = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => copy(item, childPath(index), pathsByFile));
  // Before `toJSON`, which the Buffer of Node has.
  if (ArrayBuffer.isView(value)) throw new TypeError();
  // An object with its own `toJSON` contains no file.
  if ('toJSON' in value || isBoxed(value)) return value;
  const entries = Object.entries(value);
  if (!isData(value) || (entries.length === 0 && !isPlain(value))) throw new TypeError();
  return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, childPath(key), pathsByFile)]));
}

/**
 * The methods of promises, of streams, of a Request and of whatever can be iterated. Some implementations have properties of
 * their own, which would be sent.
 */
const METHODS = ['then', 'pipe', 'arrayBuffer', 'getReader', Symbol.iterator, Symbol.asyncIterator];

const isData = (value: object): boolean =>
  !METHODS.some((name) => typeof (value as Record<PropertyKey, unknown>)[name] === 'function');

const isBoxed = (value: object): boolean => ['String', 'Number', 'Boolean'].includes(tagOf(value));

/** Whether an object without properties is empty, rather than one whose content JSON would lose. */
const isPlain = (value: object): boolean => tagOf(value) === 'Object';

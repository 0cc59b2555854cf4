import { tagOf } from '../common/tag-of.ts';
import { redactBytes } from './redact-bytes.ts';
import { redactText } from './redact-text.ts';
import { define, type RedactWalk } from './redact-walk.ts';

type Copy = (value: never, walk: RedactWalk, depth: number) => unknown;
type Pairs = { forEach(each: (value: string, name: string) => void): void };

/** Keyed by the tag of `Object.prototype.toString`. An object with a false tag becomes `[unreadable]`. */
const COPIES: Readonly<Record<string, Copy>> = {
  Date: (value: Date) => new Date(Date.prototype.getTime.call(value)),
  RegExp: (value: RegExp, walk) => new RegExp(redactText(value.source, walk.rules), value.flags),
  String: (value: string, walk) => Object(redactText(String.prototype.valueOf.call(value), walk.rules)),
  Number: (value: number) => Object(Number.prototype.valueOf.call(value)),
  Boolean: (value: boolean) => Object(Boolean.prototype.valueOf.call(value)),
  Map: copyMap,
  Set: copySet,
  URL: copyUrl,
  URLSearchParams: copySearch,
  Headers: copyHeaders,
  Request: (value, walk, depth) => copyFields(value, ['method', 'url', 'headers'], walk, depth),
  Response: (value, walk, depth) =>
    copyFields(value, ['status', 'statusText', 'url', 'headers'], walk, depth),
  ArrayBuffer: (value: ArrayBuffer, walk) => redactBytes(new Uint8Array(value), walk.rules).buffer,
  SharedArrayBuffer: (value: SharedArrayBuffer, walk) =>
    redactBytes(new Uint8Array(value), walk.rules).buffer,
};

/** Returns the redacted copy of a built-in object with internal state; `undefined` for any other object. */
export function copyBuiltin(value: object, walk: RedactWalk, depth: number): unknown {
  if (ArrayBuffer.isView(value)) return walk.remember(value, copyView(value, walk));
  const tag = tagOf(value);
  if (!Object.hasOwn(COPIES, tag)) return undefined;
  return walk.remember(value, COPIES[tag]?.(value as never, walk, depth));
}

/** A copy of the same type, including Buffer; a Uint8Array if a mask changed the length. */
function copyView(view: ArrayBufferView, walk: RedactWalk): unknown {
  const bytes = redactBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), walk.rules);
  if (view instanceof Uint8Array) return Object.setPrototypeOf(bytes, Object.getPrototypeOf(view));
  if (bytes.length !== view.byteLength) return bytes;
  return Reflect.construct(Reflect.get(globalThis, tagOf(view)), [bytes.buffer]);
}

function copyMap(value: Map<unknown, unknown>, walk: RedactWalk, depth: number): unknown {
  const copy = walk.remember(value, new Map<unknown, unknown>());
  Map.prototype.forEach.call(value, (inner, key) => {
    copy.set(walk.visit(key, depth + 1), walk.visitField(key, inner, depth + 1));
  });
  return copy;
}

function copySet(value: Set<unknown>, walk: RedactWalk, depth: number): unknown {
  const copy = walk.remember(value, new Set<unknown>());
  Set.prototype.forEach.call(value, (inner) => {
    copy.add(walk.visit(inner, depth + 1));
  });
  return copy;
}

/** A string if the mask is in the host, since the result is then not a valid URL. */
function copyUrl(value: URL, walk: RedactWalk): unknown {
  const href = redactText(value.href, walk.rules);
  return URL.canParse(href) ? new URL(href) : href;
}

function copySearch(value: Pairs, walk: RedactWalk, depth: number): unknown {
  const copy = new URLSearchParams();
  value.forEach((inner, name) => {
    copy.append(redactText(name, walk.rules), String(walk.visitField(name, inner, depth)));
  });
  return copy;
}

/** A plain object, because a value of `Headers` cannot contain `…`. */
function copyHeaders(value: Pairs, walk: RedactWalk, depth: number): unknown {
  const copy: Record<string, unknown> = {};
  value.forEach((inner, name) => {
    const key = redactText(name, walk.rules);
    const line = walk.visitField(name, inner, depth);
    // Only `set-cookie` occurs more than once.
    define(copy, key, Object.hasOwn(copy, key) ? [copy[key], line].flat() : line);
  });
  return copy;
}

/** A plain object: the properties of the class are getters, and its internal state holds cookies under other names. */
function copyFields(value: object, names: readonly string[], walk: RedactWalk, depth: number): unknown {
  const copy = walk.remember(value, {});
  for (const name of names) define(copy, name, walk.copyProperty(value, name, depth));
  return copy;
}

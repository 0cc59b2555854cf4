import { copyBuiltin } from './redact-builtins.ts';
import { copyError, isError } from './redact-error.ts';
import { redactHeader } from './redact-header.ts';
import type { RedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { define, type RedactWalk } from './redact-walk.ts';
import { toHeaderName } from './secret-headers.ts';

/** Markers for values that cannot be copied. */
const MARKERS = {
  unreadable: '[unreadable]',
  circular: '[circular]',
  tooDeep: '[too deep]',
  tooLarge: '[too large]',
} as const;

const MAX_DEPTH = 64;
const MAX_NODES = 100_000;

/** Returns a copy of any value in which every token is masked. Never throws. */
export function redactValue(value: unknown, rules: RedactRules): unknown {
  return new Walk(rules).visit(value, 0);
}

/** Tracks which objects were copied and how much may still be copied. */
class Walk implements RedactWalk {
  readonly rules: RedactRules;
  readonly #copies = new Map<object, unknown>();
  #nodes = 0;

  constructor(rules: RedactRules) {
    this.rules = rules;
  }

  visit(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return redactText(value, this.rules);
      case 'symbol':
        return this.#copySymbol(value);
      case 'function':
        return this.#visitObject(value, depth);
      default:
        return typeof value === 'object' && value !== null ? this.#visitObject(value, depth) : value;
    }
  }

  visitField(name: unknown, value: unknown, depth: number): unknown {
    const secret = typeof name === 'string' && this.rules.headers.has(toHeaderName(name));
    return secret ? redactHeader(value, this.rules) : this.visit(value, depth);
  }

  remember<T>(value: object, copy: T): T {
    this.#copies.set(value, copy);
    return copy;
  }

  copyOwn(source: object, copy: object, depth: number): void {
    for (const key of Reflect.ownKeys(source)) {
      if (!Object.prototype.propertyIsEnumerable.call(source, key)) continue;
      const name = typeof key === 'symbol' ? this.#copySymbol(key) : redactText(key, this.rules);
      // Two keys with the same mask must stay distinct.
      const free = name !== key && Object.hasOwn(copy, name) ? `${String(name)}#${this.#nodes}` : name;
      this.#nodes += 1;
      if (this.#nodes > MAX_NODES) {
        define(copy, free, MARKERS.tooLarge);
        return;
      }
      define(copy, free, this.copyProperty(source, key, depth));
    }
  }

  copyProperty(source: object, key: string | symbol, depth: number): unknown {
    try {
      return this.visitField(nameOf(source, key), Reflect.get(source, key), depth + 1);
    } catch {
      return MARKERS.unreadable;
    }
  }

  #visitObject(value: object, depth: number): unknown {
    if (this.#copies.has(value)) return this.#copies.get(value);
    this.#nodes += 1;
    if (depth > MAX_DEPTH) return MARKERS.tooDeep;
    if (this.#nodes > MAX_NODES) return MARKERS.tooLarge;
    try {
      return this.#copyObject(value, depth);
    } catch {
      return this.remember(value, MARKERS.unreadable);
    }
  }

  #copyObject(value: object, depth: number): unknown {
    if (typeof value === 'function') return this.remember(value, this.#copyFunction(value));
    if (isError(value)) return copyError(value, this, depth);
    const builtin = copyBuiltin(value, this, depth);
    if (builtin !== undefined) return builtin;
    if (Array.isArray(value)) {
      const list = this.remember(value, new Array<unknown>(value.length));
      this.copyOwn(value, list, depth);
      return list;
    }
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') {
      this.remember(value, MARKERS.circular);
      return this.remember(value, this.visit(toJSON.call(value, ''), depth + 1));
    }
    // Only the data of a class: methods of its prototype might need state that the copy lacks.
    const copy = this.remember(value, Object.getPrototypeOf(value) === null ? Object.create(null) : {});
    this.copyOwn(value, copy, depth);
    return copy;
  }

  #copySymbol(symbol: symbol): symbol {
    const { description = '' } = symbol;
    const redacted = redactText(description, this.rules);
    return redacted === description ? symbol : Symbol(redacted);
  }

  /** A function that does nothing, because the source or the properties of the original may hold a token. */
  #copyFunction({ name }: { readonly name?: unknown }): unknown {
    const copy = () => {};
    return define(copy, 'name', typeof name === 'string' ? redactText(name, this.rules) : '', false);
  }
}

/** Returns the name of a value: its key or, in a flat list of names and values, the preceding element. */
function nameOf(source: object, key: string | symbol): unknown {
  if (!Array.isArray(source)) return key;
  const index = Number(key);
  return source.length % 2 === 0 && index % 2 === 1 ? source[index - 1] : undefined;
}

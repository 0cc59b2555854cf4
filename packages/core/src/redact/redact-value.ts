import { copyBuiltin } from './redact-builtins.ts';
import { copyError, isError } from './redact-error.ts';
import { redactHeader } from './redact-header.ts';
import type { RedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';
import { define, type RedactWalk } from './redact-walk.ts';

/** What stands in the place of what cannot, or must not, be shown. */
const MARKERS = {
  unreadable: '[unreadable]',
  circular: '[circular]',
  tooDeep: '[too deep]',
  tooLarge: '[too large]',
} as const;

const MAX_DEPTH = 64;
const MAX_NODES = 100_000;

/** Masks every token in a copy of any value. Never throws. */
export function redactValue(value: unknown, rules: RedactRules): unknown {
  return new Walk(rules).visit(value, 0);
}

/** What was copied already, and how much may still be copied. */
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
    const secret = typeof name === 'string' && this.rules.headers.has(name.toLowerCase());
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
      // Two tokens with one mask are still two keys.
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
    // Of a class, only the data: methods of its prototype might need what the copy does not have.
    const copy = this.remember(value, Object.getPrototypeOf(value) === null ? Object.create(null) : {});
    this.copyOwn(value, copy, depth);
    return copy;
  }

  #copySymbol(symbol: symbol): symbol {
    const { description = '' } = symbol;
    const redacted = redactText(description, this.rules);
    return redacted === description ? symbol : Symbol(redacted);
  }

  /** A function that does nothing: the text of the original, or its properties, may hold a token. */
  #copyFunction({ name }: { readonly name?: unknown }): unknown {
    const copy = () => {};
    return define(copy, 'name', typeof name === 'string' ? redactText(name, this.rules) : '', false);
  }
}

/** The name under which a value stands: in a list of names and values, the element before it. */
function nameOf(source: object, key: string | symbol): unknown {
  if (!Array.isArray(source)) return key;
  const index = Number(key);
  return source.length % 2 === 0 && index % 2 === 1 ? source[index - 1] : undefined;
}

import { readOwnOptions } from '../common/read-own-options.ts';
import type { TokenKind } from '../principal/principal.ts';
import { maskToken } from './mask-token.ts';
import type { ParseOptions } from './parse-token.ts';
import { requireToken } from './require-token.ts';

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');
const MARK = /* @__PURE__ */ Symbol.for('@lynk-auth/core/SecurityToken');

/**
 * A token that cannot be printed by accident. It has only the four properties below, so that a spread and a structured
 * clone show no more. Every conversion to a string returns the mask.
 *
 * Limits: the secret is in the memory of the process, where a debugger or a heap snapshot finds it. A deep comparison
 * considers two tokens with the same mask equal.
 */
export interface SecurityToken {
  /** Prefix, at most four characters of the body, and `…`. */
  readonly mask: string;
  readonly kind: TokenKind;
  readonly environment: string;
  readonly prefix: string;
  /** Returns the secret. Nothing else does. */
  reveal(): string;
  /** Returns the mask. */
  toString(): string;
  /** Returns the mask. */
  toJSON(): string;
}

/** The type of the class {@link SecurityToken}. */
export interface SecurityTokenConstructor {
  /**
   * @param text The token, exactly.
   * @param options The format (default: `lynk`), and whether its checksum is required (default: no).
   * @throws {LynkTokenError} with the reason, and a message that says what the string looks like without showing
   *   any of it.
   */
  new (text: string, options?: ParseOptions<string>): SecurityToken;
  readonly prototype: SecurityToken;
}

/**
 * Holds a token so that it cannot be printed by accident. Instances are frozen.
 *
 * The class is typed by its shape, not by its private field, so that a token of the CommonJS copy of this package is
 * assignable where the ESM copy expects one.
 *
 * @example
 * ```ts
 * import { SecurityToken } from '@lynk-auth/core';
 *
 * declare const headers: Headers;
 *
 * const token = new SecurityToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT');
 * `${token}`; // 'lynk_live_eTQw…'
 * JSON.stringify({ token }); // '{"token":"lynk_live_eTQw…"}'
 * headers.set('Authorization', `Bearer ${token.reveal()}`);
 * ```
 */
export const SecurityToken: SecurityTokenConstructor = /* @__PURE__ */ (() =>
  // In a function, because bundlers keep a class with computed names even if it is unused.
  class SecurityToken {
    readonly #secret: string;
    readonly mask: string;
    readonly kind: TokenKind;
    readonly environment: string;
    readonly prefix: string;

    constructor(text: string, options: ParseOptions<string> = {}) {
      const own = readOwnOptions('SecurityToken', options, ['format', 'requireChecksum']);
      const { kind, environment, prefix } = requireToken('Not a security token', text, own);
      this.#secret = text;
      this.mask = maskToken(text, own.format);
      this.kind = kind;
      this.environment = environment;
      this.prefix = prefix;
      Object.freeze(this);
    }

    reveal(): string {
      return this.#secret;
    }

    toString(): string {
      return this.mask;
    }

    toJSON(): string {
      return this.mask;
    }

    [Symbol.toPrimitive](): string {
      return this.mask;
    }

    [INSPECT](): string {
      return `SecurityToken(${this.mask})`;
    }

    get [Symbol.toStringTag](): string {
      return 'SecurityToken';
    }

    get [MARK](): true {
      return true;
    }
  })();

/**
 * Returns whether a value is a {@link SecurityToken} of any copy of the package.
 *
 * @param value Any value.
 * @returns True for a token that can be revealed; false for its structured clone, which holds no secret.
 * @example
 * ```ts
 * import { isSecurityToken, SecurityToken } from '@lynk-auth/core';
 *
 * isSecurityToken(new SecurityToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT')); // true
 * isSecurityToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT'); // false
 * ```
 */
export function isSecurityToken(value: unknown): value is SecurityToken {
  if (typeof value !== 'object' || value === null) return false;
  const { [MARK]: mark, mask, reveal } = value as { [MARK]?: unknown; mask?: unknown; reveal?: unknown };
  return mark === true && typeof mask === 'string' && typeof reveal === 'function';
}

import { assertOptions } from '../common/assert-options.ts';
import { LynkTokenError } from '../errors/errors.ts';
import type { TokenKind } from '../principal/principal.ts';
import { explainRejection } from './explain-rejection.ts';
import { maskToken } from './mask-token.ts';
import { type ParseOptions, parseToken } from './parse-token.ts';

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');
const MARK = /* @__PURE__ */ Symbol.for('@lynk-auth/core/SecurityToken');

/**
 * A token that cannot be printed by accident. Its own properties are the four below, so that a
 * spread and a structured clone show no more; every conversion to text gives the mask.
 *
 * What it does not do: the secret is still in the memory of the process, where a debugger or a heap
 * snapshot finds it. And two tokens with the same mask are alike to a deep comparison.
 */
export interface SecurityToken {
  /** Prefix, at most four characters of the body, and `…`. */
  readonly mask: string;
  readonly kind: TokenKind;
  readonly environment: string;
  readonly prefix: string;
  /** The secret itself: the only way out. */
  reveal(): string;
  /** The mask. */
  toString(): string;
  /** The mask. */
  toJSON(): string;
}

/** The type of the class {@link SecurityToken}. */
export interface SecurityTokenConstructor {
  /**
   * @param text The token, exactly.
   * @param options The format (default: `lynk`), and whether its checksum is required (default: no).
   * @throws {LynkTokenError} with the reason, and a sentence that says what the text looks like and
   *   never holds any of it.
   */
  new (text: string, options?: ParseOptions<string>): SecurityToken;
  readonly prototype: SecurityToken;
}

/**
 * Holds a token so that it cannot be printed by accident; frozen.
 *
 * The class is typed by its shape, not by its private field, so that a token that was made by the
 * CommonJS copy of this package fits where the ESM copy asks for one.
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
  // In a function: bundlers keep a class with computed names, used or not.
  class SecurityToken {
    readonly #secret: string;
    readonly mask: string;
    readonly kind: TokenKind;
    readonly environment: string;
    readonly prefix: string;

    constructor(text: string, options: ParseOptions<string> = {}) {
      assertOptions('SecurityToken', options, ['format', 'requireChecksum']);
      const parsed = parseToken(text, options);
      if (!parsed.ok) {
        const sentence = explainRejection(parsed.reason, options.format);
        throw new LynkTokenError(parsed.reason, `Not a security token: ${sentence}.`);
      }
      this.#secret = text;
      this.mask = maskToken(text, options.format);
      this.kind = parsed.kind;
      this.environment = parsed.environment;
      this.prefix = parsed.prefix;
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
 * Tells a {@link SecurityToken} from any other value, whichever copy of the package made it.
 *
 * @param value Anything.
 * @returns True for a token that can be revealed; false for its clone, which holds no secret.
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

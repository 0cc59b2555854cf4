import type { TokenKind } from '../principal/principal.ts';

/** One prefix of a format, and what it says about the token that begins with it. */
export interface TokenPrefix<Environment extends string = string> {
  /** Everything before the body, the last underscore included: `lynk_service_live_`. */
  readonly prefix: string;
  readonly kind: TokenKind;
  readonly environment: Environment;
}

/** What {@link defineTokenFormat} is given. */
export interface TokenFormatDefinition<Environment extends string = string> {
  /** The first word of every token: 2 to 32 lower-case letters and digits, a letter first. */
  readonly brand: string;
  /**
   * The word that stands behind the brand for each kind; `''` for none.
   * @default { personal: '', service: 'service' }
   */
  readonly kinds?: { readonly personal?: string; readonly service?: string };
  /** The environments, each the last word of a prefix: `['live', 'test']`. */
  readonly environments: readonly Environment[];
  /**
   * The environment variables in which clients keep a token, in the order in which they are read.
   * @default ['<BRAND>_SECURITY_TOKEN']
   */
  readonly variables?: readonly string[];
}

/** A family of tokens. Made by {@link defineTokenFormat}; plain frozen data. */
export interface TokenFormat<Environment extends string = string> {
  readonly brand: string;
  readonly environments: readonly Environment[];
  readonly variables: readonly string[];
  /** Every valid prefix; nothing else is one. */
  readonly prefixes: readonly TokenPrefix<Environment>[];
}

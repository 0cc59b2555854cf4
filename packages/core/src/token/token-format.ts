import type { TokenKind } from '../principal/principal.ts';

/** A prefix of a token format, with the kind and environment of its tokens. */
export interface TokenPrefix<Environment extends string = string> {
  /** Everything before the body, including the last underscore: `lynk_service_live_`. */
  readonly prefix: string;
  readonly kind: TokenKind;
  readonly environment: Environment;
}

/** Options of {@link defineTokenFormat}. */
export interface TokenFormatDefinition<Environment extends string = string> {
  /** The first word of every token: 2 to 32 lower-case letters and digits, a letter first. */
  readonly brand: string;
  /**
   * The word after the brand for each kind; `''` for no word.
   * @default { personal: '', service: 'service' }
   */
  readonly kinds?: { readonly personal?: string; readonly service?: string };
  /** The environments, each the last word of a prefix: `['live', 'test']`. */
  readonly environments: readonly Environment[];
  /**
   * The environment variables from which clients read a token, in this order.
   * @default ['<BRAND>_SECURITY_TOKEN']
   */
  readonly variables?: readonly string[];
}

/** A token format: plain frozen data. Created by {@link defineTokenFormat}. */
export interface TokenFormat<Environment extends string = string> {
  readonly brand: string;
  readonly environments: readonly Environment[];
  readonly variables: readonly string[];
  /** All valid prefixes. */
  readonly prefixes: readonly TokenPrefix<Environment>[];
}

import type { TokenFormat, TokenPrefix } from './token-format.ts';

/** Returns the format's prefix of a string. A format is never ambiguous: at most one matches. */
export function findPrefix<Environment extends string>(
  text: string,
  format: TokenFormat<Environment>,
): TokenPrefix<Environment> | undefined {
  for (const row of format.prefixes) {
    if (text.startsWith(row.prefix)) return row;
  }
  return undefined;
}

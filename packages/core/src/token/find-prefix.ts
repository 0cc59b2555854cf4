import type { TokenFormat, TokenPrefix } from './token-format.ts';

/** The format's prefix with which the text begins. A format is never ambiguous: at most one fits. */
export function findPrefix<Environment extends string>(
  text: string,
  format: TokenFormat<Environment>,
): TokenPrefix<Environment> | undefined {
  for (const row of format.prefixes) {
    if (text.startsWith(row.prefix)) return row;
  }
  return undefined;
}

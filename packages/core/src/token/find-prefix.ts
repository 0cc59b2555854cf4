import type { Scheme, TokenPrefix } from './scheme.ts';

/** The scheme's prefix with which the text begins. A scheme is never ambiguous: at most one fits. */
export function findPrefix<Environment extends string>(
  text: string,
  scheme: Scheme<Environment>,
): TokenPrefix<Environment> | undefined {
  for (const row of scheme.prefixes) {
    if (text.startsWith(row.prefix)) return row;
  }
  return undefined;
}

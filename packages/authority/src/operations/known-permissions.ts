import type { Settings } from '../read-options.ts';
import { intersect } from '../source/evaluate-token.ts';

/** Returns whether every permission is in the host's table. A misspelt one would limit a token to nothing. */
export const areKnown = ({ permissions }: Settings, requested: readonly string[] | undefined): boolean =>
  requested === undefined || requested.every((permission) => Object.hasOwn(permissions, permission));

/** Limits the requested ceiling to the ceiling of the actor's token. */
export function narrowCeiling(
  requested: readonly string[] | undefined,
  ceiling: readonly string[] | null,
): readonly string[] | null {
  if (requested === undefined) return ceiling;
  const unique = [...new Set(requested)];
  return ceiling === null ? unique : intersect(unique, ceiling);
}

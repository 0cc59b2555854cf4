import type { StoredToken } from '../store/views.ts';

/** Returns whether a ceiling allows no more than the present one of a token. An absent one stays as it is. */
export const isNarrower = (token: StoredToken, ceiling: readonly string[] | undefined): boolean =>
  ceiling === undefined ||
  token.ceiling === null ||
  ceiling.every((permission) => token.ceiling?.includes(permission));

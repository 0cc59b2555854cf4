/**
 * Returns whether a ceiling allows no more than the present one of a token. `null` is no ceiling; an absent one is not
 * granted or changed.
 */
export const isNarrower = (
  { ceiling: present }: { readonly ceiling: readonly string[] | null },
  ceiling: readonly string[] | null | undefined,
): boolean =>
  ceiling === undefined ||
  present === null ||
  ceiling?.every((permission) => present.includes(permission)) === true;

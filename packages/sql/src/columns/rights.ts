import { LynkStoreError } from '../errors.ts';
import { memoizeParser } from './memoize-parser.ts';
import { freezeStrings, parseJson } from './parse-json.ts';

/** The rights of a role in its organization, as the columns `roles.rights` and `holders.rights` hold them. */
export interface Rights {
  readonly permissions: readonly string[];
  /** The networks that the organization allows; `null` for all networks. */
  readonly networks: readonly string[] | null;
}

/** Formats rights as a column value. */
export const formatRights = ({ permissions, networks }: Rights): string =>
  JSON.stringify([permissions, networks]);

/**
 * Parses a `rights` column.
 *
 * @returns Frozen rights: equal columns share them.
 * @throws {LynkStoreError} `store_corrupt` when the column has another shape.
 */
export const parseRights = memoizeParser((text): Rights => {
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length !== 2) throw new LynkStoreError('store_corrupt');
  const [permissions, networks] = value as [unknown, unknown];
  return Object.freeze({
    permissions: freezeStrings(permissions),
    networks: networks === null ? null : freezeStrings(networks),
  });
});

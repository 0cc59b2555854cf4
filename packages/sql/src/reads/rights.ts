import { LynkStoreError } from '../errors.ts';
import { freezeStrings, parseJson } from './parse-json.ts';
import { remember } from './remember.ts';

/** What a role allows in its organization. */
export interface Rights {
  readonly permissions: readonly string[];
  /** The networks that the organization allows; `null` for all. */
  readonly networks: readonly string[] | null;
}

/** Turns rights into the text that a role keeps. */
export const formatRights = ({ permissions, networks }: Rights): string =>
  JSON.stringify([permissions, networks]);

/**
 * Reads the rights that a role keeps.
 *
 * @returns Frozen rights, since they are shared.
 * @throws {LynkStoreError} `store_corrupt` for anything else.
 */
export const parseRights = remember((text): Rights => {
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length !== 2) throw new LynkStoreError('store_corrupt');
  const [permissions, networks] = value as [unknown, unknown];
  return Object.freeze({
    permissions: freezeStrings(permissions),
    networks: networks === null ? null : freezeStrings(networks),
  });
});

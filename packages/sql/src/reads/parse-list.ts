import { freezeStrings, parseJson } from './parse-json.ts';
import { remember } from './remember.ts';

/**
 * Reads a list that is kept as JSON text.
 *
 * @returns A frozen list, since it is shared.
 * @throws {LynkStoreError} `store_corrupt` for anything but a list of strings.
 */
export const parseList = remember((text) => freezeStrings(parseJson(text)));

// Columns that hold JSON: parsed once for each value, and never trusted.
import { memoizeParser } from './memoize-parser.ts';
import { freezeStrings, parseJson } from './parse-json.ts';

/**
 * Parses a column that holds a list of strings as JSON.
 *
 * @returns A frozen array: equal columns share it.
 * @throws {LynkStoreError} `store_corrupt` when the column is not a JSON array of strings.
 */
export const parseList = memoizeParser((text) => freezeStrings(parseJson(text)));

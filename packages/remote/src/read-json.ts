import { isJsonType, LynkBadResponseError } from '@lynk-auth/core';
import type { Answer } from './post.ts';

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/**
 * Reads an answer as JSON that says one thing only.
 *
 * @returns The JSON, as text and parsed.
 * @throws {LynkBadResponseError} for another content type or none, for what is not UTF-8 or not JSON, and
 *   where an object has a name twice: of two readers each may take another one for the true one.
 */
export function readJson({ status, headers, bytes }: Answer): {
  readonly text: string;
  readonly json: unknown;
} {
  if (!isJsonType(headers.get('content-type'))) throw new LynkBadResponseError('wrong_content_type', status);
  let text: string;
  let json: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    // Not passed on: the engine's message quotes the text.
    throw new LynkBadResponseError('not_json', status);
  }
  // In valid JSON a colon outside of a string stands behind a name, and nowhere else.
  const written = text.replace(STRING, '').split(':').length - 1;
  if (written !== countNames(json)) throw new LynkBadResponseError('wrong_shape', status);
  return { text, json };
}

/** How many names all objects in it have. Without recursion: it may be nested as deep as it is long. */
function countNames(json: unknown): number {
  let count = 0;
  const pending = [json];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    const values = Object.values(value);
    if (!Array.isArray(value)) count += values.length;
    for (const each of values) pending.push(each);
  }
  return count;
}

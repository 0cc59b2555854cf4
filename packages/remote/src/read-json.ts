import { LynkBadResponseError } from '@lynk-auth/core';
import { isJsonType } from '@lynk-auth/core/client';
import type { PostResponse } from './post.ts';

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/**
 * Reads a response as JSON, and rejects objects with duplicate names: two parsers may pick different
 * values for such a name.
 *
 * @returns The JSON, as a string and parsed.
 * @throws {LynkBadResponseError} When the content type is missing or not JSON, the body is not UTF-8 or not
 *   JSON, or an object has a duplicate name.
 */
export function readJson({ status, headers, bytes }: PostResponse): {
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
    // The engine's error quotes the body, so it is dropped.
    throw new LynkBadResponseError('not_json', status);
  }
  // In valid JSON, every colon outside a string follows a name.
  const namesInText = text.replace(STRING, '').split(':').length - 1;
  if (namesInText !== countNames(json)) throw new LynkBadResponseError('wrong_shape', status);
  return { text, json };
}

/** Counts the names of all objects, without recursion: the nesting may exceed the stack. */
function countNames(json: unknown): number {
  let count = 0;
  const pending = [json];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    const values = Object.values(value);
    if (!Array.isArray(value)) count += values.length;
    for (const child of values) pending.push(child);
  }
  return count;
}

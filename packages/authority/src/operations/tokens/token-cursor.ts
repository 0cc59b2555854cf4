import * as z from 'zod/mini';
import type { TokenPosition } from '../../store/store.ts';

const position = z.tuple([z.int(), z.string().check(z.minLength(1))]);

/** Encodes the position after a page as an opaque string. It contains only what the page shows. */
export function formatCursor({ createdAt, id }: TokenPosition): string {
  const bytes = new TextEncoder().encode(JSON.stringify([createdAt, id]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @returns The position; `null` if the string is not the output of {@link formatCursor}. */
export function parseCursor(cursor: string): TokenPosition | null {
  const found = decode(cursor);
  return found !== null && formatCursor(found) === cursor ? found : null;
}

function decode(cursor: string): TokenPosition | null {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const read = position.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return read.success ? { createdAt: read.data[0], id: read.data[1] } : null;
  } catch {
    return null;
  }
}

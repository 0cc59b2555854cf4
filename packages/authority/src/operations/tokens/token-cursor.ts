import * as z from 'zod/mini';
import { once } from '../../once.ts';
import type { TokenOrder, TokenPosition } from '../../store/store.ts';
import { isId } from '../read-input.ts';

const positions = once(() => {
  const id = z.string().check(z.refine(isId));
  // Postgres stores no zero character, and throws for one.
  const name = z.string().check(z.refine((text) => !text.includes('\0')));
  const byTime = z.tuple([z.int(), id]);
  return {
    newest: byTime,
    oldest: byTime,
    name: z.tuple([name, id]),
    expires: byTime,
  } as const satisfies Readonly<Record<TokenOrder, unknown>>;
});

/** Encodes the position after a page as an opaque string. It contains only what the page shows. */
export function formatCursor({ value, id }: TokenPosition, order: TokenOrder): string {
  const parts = order === 'newest' ? [value, id] : [value, id, order];
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @returns The position; `null` if the string is not the output of {@link formatCursor} for this order. */
export function parseCursor(cursor: string, order: TokenOrder): TokenPosition | null {
  const found = decode(cursor, order);
  return found !== null && formatCursor(found, order) === cursor ? found : null;
}

function decode(cursor: string, order: TokenOrder): TokenPosition | null {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const read = positions()[order].safeParse(Array.isArray(parts) ? parts.slice(0, 2) : parts);
    return read.success ? { value: read.data[0], id: read.data[1] } : null;
  } catch {
    return null;
  }
}

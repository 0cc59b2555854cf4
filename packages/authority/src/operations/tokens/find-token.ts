import { parseToken } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { Access } from '../../access/access.ts';
import { canListTokens, visibilityOf } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';

/** The token itself, or its SHA-256 as 64 hexadecimal digits: a browser can compute it, and send no token. */
export type TokenSearch =
  | { readonly token: string; readonly digest?: undefined }
  | { readonly digest: string; readonly token?: undefined };

export async function findToken(
  settings: Settings,
  access: Access,
  search: TokenSearch,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const read = readInput(inputSchemas().tokenSearch, search, settings);
  if (!read.ok) return read;
  const { token: plain, digest } = read.value;
  if ((plain === undefined) === (digest === undefined)) return failWith('bad_input');
  if (plain !== undefined && !parseToken<string>(plain, { format: settings.format }).ok) {
    return failWith('bad_token', 'token');
  }
  const bytes = plain === undefined ? parseDigest(digest ?? '') : digestToken(plain);
  const token = await settings.store.findToken(access.organizationId, [bytes]);
  const needs = token && visibilityOf(settings, access).needsOf(token);
  return token === null || needs === null
    ? failWith('token_not_found')
    : { ok: true, token: toTokenView(settings, token, access.at) };
}

const parseDigest = (text: string): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));

/** The secret of Basic credentials; `other`: there are none; `invalid`: they cannot be read as one pair. */
export type BasicResult =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly kind: 'other' | 'invalid' };

const OTHER: BasicResult = Object.freeze({ ok: false, kind: 'other' });
const INVALID: BasicResult = Object.freeze({ ok: false, kind: 'invalid' });

/**
 * Reads the client secret from the value of `Authorization` with the scheme `Basic` (RFC 6749 section 2.3.1, RFC 7617). The
 * secret is a token, which identifies its holder, so the client id can be anything.
 *
 * @param value The value, with all of its lines.
 */
export function readBasic(value: string | null): BasicResult {
  const [, credentials] = /^[ \t]*basic(?![^ \t,])[ \t]*(.*?)[ \t]*$/i.exec(value ?? '') ?? [];
  // A bare scheme is what an unset variable sends, and counts as missing, like an empty `Bearer`.
  if (credentials === undefined || credentials === '') return OTHER;
  const pair = decodeBase64(credentials);
  const colon = pair?.indexOf(':') ?? -1;
  const secret = pair === null || colon < 0 ? null : decodeForm(pair.slice(colon + 1));
  return secret === null ? INVALID : { ok: true, secret };
}

/** @returns `null` for another encoding of the same bytes too, and for anything but printable ASCII. */
function decodeBase64(text: string): string | null {
  try {
    const decoded = atob(text);
    return btoa(decoded) === text && /^[\x20-\x7e]*$/.test(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

/** Decodes `application/x-www-form-urlencoded`, in which RFC 6749 puts both parts of the pair. */
function decodeForm(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

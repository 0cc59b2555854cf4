import type { RedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';

const CHUNK = 8192;
const ELLIPSIS = [0xe2, 0x80, 0xa6] as const;

/** Returns a copy of bytes in which every ASCII token is masked (`…` in UTF-8). */
export function redactBytes(bytes: Uint8Array, rules: RedactRules): Uint8Array<ArrayBuffer> {
  const text = toText(bytes);
  const redacted = redactText(text, rules);
  return redacted === text ? Uint8Array.from(bytes) : toBytes(redacted);
}

/** Converts each byte to one character. */
function toText(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return text;
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) bytes.push(...ELLIPSIS);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}

import { BODY_LENGTH } from '../token/checksum.ts';
import { lynk } from '../token/lynk.ts';
import { SHOWN } from '../token/mask-token.ts';
import type { TokenFormat } from '../token/token-format.ts';
import type { Redactor } from './create-redactor.ts';
import { codeOfEscape, ESCAPED_CHARACTER, GLUE, SECRET_LENGTH } from './patterns.ts';
import { SECRET_HEADERS, toHeaderName } from './secret-headers.ts';

/** Deeper values do not become part of an error. */
const MAX_DEPTH = 64;

/** Replaces a string with a token in a form that is not worth the code to mask precisely. */
const HIDDEN = '[redacted]';

// These patterns are coarser than those of `patterns.ts`, and much smaller: what they remove too much of is hidden.

const ESCAPE_CODE = '(?:\\x1b|\\\\(?:u001b|x1b|0?33|e)|%1b)';

/** Codes of a terminal, characters outside of ASCII or without a width, and entities of HTML. */
const UNSEEN = `${ESCAPE_CODE}[()].|(?:\\x9b|\\\\u009b|${ESCAPE_CODE}(?:\\[|%5b))[ -?]*[@-~]|&(?:amp;)*#?\\w{2,30};|\\\\u(?:00ad|20..|feff)|%(?:e2%8.|c2|ef%bb)%..|[^ -~…\\r\\n]`;

/** Links of a terminal are removed last: they may hold a token of their own. */
const LINK = `${ESCAPE_CODE}\\][^\\x07\\x1b\\\\]*(?:\\x07|\\\\(?:u0007|x07)|${ESCAPE_CODE}\\\\)`;

const NOISE = /* @__PURE__ */ (() =>
  ['^', UNSEEN, `${LINK}|${UNSEEN}`].map((pattern) => new RegExp(pattern, 'gi')))();

/** Line breaks with the margin of the next line, tags and emphasis. */
const BREAKS =
  /(?:[=\\^`]?(?:[\r\n]|\\[rn]|\\u000[ad]|%(?:25)*0[ad]|&#1[03];)|(?:<|\\u003c)[^<>\\]{0,150}(?:>|\\u003e))(?:[ \t>|#*/+-]|\\t)*|[*`]+/gi;
const ESCAPES = /* @__PURE__ */ new RegExp(ESCAPED_CHARACTER, 'gi');
const HAS_SECRET = /* @__PURE__ */ new RegExp(`[0-9a-z]{${SECRET_LENGTH}}`, 'i');

type Redact = (text: string) => string;

/**
 * Creates a redactor for what a client receives: strings, headers and parsed JSON. It is a fraction of the size of
 * `createRedactor`, which also copies errors, classes and bytes. It masks a plain token in a string, and replaces the
 * whole string if it holds a token that is escaped, highlighted or wrapped over several lines.
 *
 * @param format The token format.
 * @returns The redactor. Any other value than a string or a plain object is returned as it is.
 */
export function createJsonRedactor(format: TokenFormat = lynk): Redactor {
  const redactText = createTextRedactor(format);
  return <T>(value: T) => copy(value, redactText, 0) as T;
}

function copy(value: unknown, redactText: Redact, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => copy(item, redactText, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key),
      SECRET_HEADERS.includes(toHeaderName(key)) ? '…' : copy(item, redactText, depth + 1),
    ]),
  );
}

function createTextRedactor({ brand, prefixes }: TokenFormat): Redact {
  const words = prefixes.map((row) => row.prefix);
  const prefix = `(?:${words.join('|')})`;
  const run = new RegExp(`${brand}[_-][\\w-]*(?:${GLUE}[\\w-]*)*…?`, 'gi');
  const start = new RegExp(`^${prefix}`, 'i');
  const shown = new RegExp(`^(?:${prefix}[0-9a-z]{0,${SHOWN}}|${brand}[_-])`, 'i');
  const issued = new RegExp(`${prefix}[0-9a-z]{${BODY_LENGTH}}(?![\\w-])`, 'gi');
  const wrappedPrefix = words.map((word) => [...word].join('\n*')).join('|');
  const wrapped = new RegExp(`(?:${wrappedPrefix})(?:\n*[0-9a-z]){${BODY_LENGTH}}(?![\\w-])`, 'i');

  const isSecret = (text: string) => {
    const known = start.exec(text)?.[0];
    return known ? text.length > known.length + SHOWN : HAS_SECRET.test(text);
  };
  const secretsOf = (text: string) => String(text.match(run)?.filter(isSecret) ?? '');
  const mask = (text: string) => (isSecret(text) ? `${shown.exec(text)?.[0]}…` : text);
  return (text) => {
    const plain = secretsOf(text);
    if (NOISE.some((noise) => secretsOf(decode(text, noise)) !== plain)) return HIDDEN;
    const lines = NOISE.map((noise) => decode(text.replace(issued, ' '), noise).replace(BREAKS, '\n'));
    return lines.some((line) => wrapped.test(line)) ? HIDDEN : text.replace(run, mask);
  };
}

/** Converts escaped characters to plain ones, after it has removed some noise. */
function decode(text: string, noise: RegExp): string {
  // One backslash for many, so that no row of them is scanned again from each position.
  const single = text.replace(/\\+/g, '\\').replace(noise, '');
  return single.replace(ESCAPES, (written) => {
    const character = String.fromCharCode(codeOfEscape(written));
    // Not every `=` or `%` begins an escape: in `token=acme_…`, it would take the beginning of the brand.
    return /[\w-]/.test(character) ? character : written;
  });
}

import { isRepeated } from '../common/characters.ts';
import type { ParseReason } from '../errors/reasons.ts';

/** Prefixes of other vendors' tokens. */
const VENDORS = /* @__PURE__ */ (
  'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- sk_live_ sk_test_ pk_live_ pk_test_ rk_live_ rk_test_ whsec_ ' +
  'sk- npm_ pypi- xoxb- xoxp- xoxa- xapp- AKIA ASIA AIza ya29. eyJ hf_ dop_v1_ dckr_pat_ shpat_ SG. sntrys_ ' +
  'lin_api_ figd_ ATATT pul- hvs. snyk_ rubygems_'
).split(' ');

/** The first words of those prefixes. A token format with one of them as its brand could not be told apart. */
const VENDOR_WORDS = /* @__PURE__ */ new Set(
  VENDORS.map((vendor) => vendor.toLowerCase().split(/[_.-]/, 1)[0]),
);

/** Returns whether a brand is the first word of another vendor's tokens. */
export const isVendorBrand = (brand: string): boolean => VENDOR_WORDS.has(brand);

const QUOTES = '"\'`‘’‚“”„«»‹›';
const MASKS = '*…•●∙·⋯';

/**
 * Returns what a string that is not a token looks like; `undefined` if it matches no known case. The order of the
 * checks is the contract's `reason_order`.
 */
export function findLookalike(input: string, bodyStart: number): ParseReason | undefined {
  const text = input.trimStart();
  if (text === '') return 'missing';
  if (startsWithAuthScheme(text)) return 'includes_scheme';
  if (isSpace(input.charCodeAt(0)) || isSpace(input.charCodeAt(input.length - 1))) {
    return 'surrounding_whitespace';
  }
  if (QUOTES.includes(input.charAt(0)) || QUOTES.includes(input.charAt(input.length - 1))) return 'quoted';
  if (isVariable(input)) return 'unexpanded_variable';
  for (const mask of MASKS) if (input.includes(mask)) return 'masked';
  if (isPlaceholder(input, bodyStart)) return 'placeholder';
  return VENDORS.some((vendor) => input.startsWith(vendor)) ? 'other_vendor' : undefined;
}

/** `Bearer …` or `Authorization: …`: the header was copied, not the token. */
function startsWithAuthScheme(text: string): boolean {
  const start = text.slice(0, 32).toLowerCase();
  return /^bearer(?:[\s:]|$)/.test(start) || /^authorization\s*:/.test(start);
}

/** White space of any kind, and the invisible characters that editors leave behind. */
function isSpace(code: number): boolean {
  const invisible = (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0x85;
  return invisible || String.fromCharCode(code).trim() === '';
}

/** `$NAME`, `${NAME}`, `$(NAME)`, `${{ … }}`, `{{ … }}`, `%NAME%`. */
function isVariable(text: string): boolean {
  const percent = text.length > 2 && text.startsWith('%') && text.endsWith('%');
  return percent || text.includes('$') || text.includes('{{');
}

/** `<…>`, `...`, `your_…`, or the same character over and over. */
function isPlaceholder(input: string, bodyStart: number): boolean {
  const opens = input.indexOf('<');
  if ((opens !== -1 && input.includes('>', opens)) || input.includes('...')) return true;
  const start = input.slice(bodyStart, bodyStart + 5).toLowerCase();
  if (start === 'your_' || start === 'your-') return true;
  return isRepeated(input, bodyStart);
}

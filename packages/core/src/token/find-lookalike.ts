import { isRepeated } from '../common/characters.ts';
import type { ParseReason } from '../errors/reasons.ts';

/** Prefixes of other vendors' tokens. */
const VENDORS = /* @__PURE__ */ (
  'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- sk_live_ sk_test_ pk_live_ pk_test_ rk_live_ rk_test_ whsec_ ' +
  'sk- npm_ pypi- xoxb- xoxp- xoxa- xapp- AKIA ASIA AIza ya29. eyJ hf_ dop_v1_ dckr_pat_ shpat_ SG. sntrys_ ' +
  'lin_api_ figd_ ATATT pul- hvs. snyk_ rubygems_'
).split(' ');

/** The first words of those prefixes. A token format with one of them as its brand could not be told apart. */
const VENDOR_WORDS = /* @__PURE__ */ (() =>
  new Set(VENDORS.map((vendor) => vendor.toLowerCase().split(/[_.-]/, 1)[0])))();

/** Returns whether a brand is the first word of another vendor's tokens. */
export const isVendorBrand = (brand: string): boolean => VENDOR_WORDS.has(brand);

/** White space of any kind, and the invisible characters that editors leave behind. */
const SPACE = '[\\s\\x85\u200b-\u200d\u2060]';
const QUOTE = '["\'`‘’‚“”„«»‹›]';

/** What else a string may be, in the order of the contract's `reason_order`. */
const FORMS: readonly (readonly [ParseReason, RegExp])[] = [
  ['missing', /^\s*$/],
  // The header was copied, not the token.
  ['includes_scheme', /^\s*(?:bearer(?:[\s:]|$)|authorization\s*:)/i],
  ['surrounding_whitespace', /* @__PURE__ */ new RegExp(`^${SPACE}|${SPACE}$`)],
  ['quoted', /* @__PURE__ */ new RegExp(`^${QUOTE}|${QUOTE}$`)],
  // `$NAME`, `${NAME}`, `$(NAME)`, `${{ … }}`, `{{ … }}`, `%NAME%`.
  ['unexpanded_variable', /^%.+%$|\$|\{\{/s],
  ['masked', /[*…•●∙·⋯]/],
];

/** Returns what a string that is not a token looks like; `undefined` if it matches no known case. */
export function findLookalike(input: string, bodyStart: number): ParseReason | undefined {
  const form = FORMS.find(([, pattern]) => pattern.test(input));
  if (form !== undefined) return form[0];
  if (isPlaceholder(input, bodyStart)) return 'placeholder';
  return VENDORS.some((vendor) => input.startsWith(vendor)) ? 'other_vendor' : undefined;
}

/** `<…>`, `...`, `your_…`, or the same character over and over. */
function isPlaceholder(input: string, bodyStart: number): boolean {
  const opens = input.indexOf('<');
  if ((opens !== -1 && input.includes('>', opens)) || input.includes('...')) return true;
  return /^your[_-]/i.test(input.slice(bodyStart, bodyStart + 5)) || isRepeated(input, bodyStart);
}

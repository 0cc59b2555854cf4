// What may stand between two characters of a token, as sources of regular expressions, like those of `patterns.ts`.

/** The escape character of a terminal, plain or escaped: in JSON, by a shell, in a URL. */
export const ESCAPE_CODE = '(?:\\x1b|\\\\+(?:u001b|x1b|0?33|e)|%(?:25)*1b)';

const BRACKET = '(?:\\[|%(?:25)*5b)';

/** A color code of a terminal (ECMA-48, SGR and EL), plain or escaped as in JSON. */
export const COLOR_CODE = /* @__PURE__ */ (() => `${ESCAPE_CODE}${BRACKET}[0-9;:]{0,32}[mK]`)();

/** Any other control sequence (CSI), and a character set (`tput sgr0`). */
const TERMINAL_CODE = /* @__PURE__ */ (() =>
  [
    `(?:${ESCAPE_CODE}${BRACKET}|\\x9b|\\\\+u009b)[0-?]{0,32}[ -/]{0,4}[@-~]`,
    `${ESCAPE_CODE}[()*+][0-9A-Z]`,
  ].join('|'))();

/** A link or a title of a terminal (OSC). It may hold a token of its own. */
const TERMINAL_LINK = /* @__PURE__ */ (() =>
  `${ESCAPE_CODE}\\][^\\x07\\x1b\\\\\\r\\n]{0,1024}(?:\\x07|\\\\+(?:u0007|x07|0?07)|${ESCAPE_CODE}\\\\+)`)();

/** Characters without a width: soft hyphen, zero-width space and joiners, marks of direction, byte order mark, backspace. */
const ZERO_WIDTH = /* @__PURE__ */ (() =>
  [
    '[\\b\\x0e\\x0f\\x7f\\xad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]',
    // In UTF-8, where bytes are read as characters or percent-encoded.
    '\\xc2\\xad|\\xe2(?:\\x80[\\x8b-\\x8f\\xaa-\\xae]|\\x81[\\xa0-\\xaf])|\\xef\\xbb\\xbf',
    '%c2%ad|%e2%(?:80%(?:8[b-f]|a[a-e])|81%a[0-9a-f])|%ef%bb%bf',
    '\\\\+u(?:00ad|200[b-f]|202[a-e]|206[0-9a-f]|feff)|\\\\+u\\{(?:ad|200[b-f]|202[a-e]|206[0-9a-f]|feff)\\}',
    '&(?:amp;){0,4}(?:shy|zwnj|zwj|lrm|rlm|nobreak|zerowidthspace|negative(?:thin|verythin|medium|thick)space);',
    '&(?:amp;){0,4}#(?:x0{0,6}(?:ad|200[b-f]|2060|feff)|0{0,6}(?:173|820[3-7]|8288|65279));',
  ].join('|'))();

/** A quick test: every escape, line break, markup and invisible character begins with one of these. */
const RARE = '(?=[\\x00-\\x1f%&*<=\\\\^`\\x7f-\\uffff])';

/** What a reader does not see between two characters of a token. */
export const INVISIBLE = /* @__PURE__ */ (() =>
  `${RARE}(?:${COLOR_CODE}|${TERMINAL_CODE}|${TERMINAL_LINK}|${ZERO_WIDTH})`)();

const NEWLINE = /* @__PURE__ */ (() =>
  [
    '\\r\\n?|[\\n\\v\\f\\x85\\u2028\\u2029]',
    '(?:\\\\+r)?\\\\+n|\\\\+r',
    '(?:\\\\+u000d)?\\\\+u000a|%(?:25)*0d(?:%(?:25)*0a)?|%(?:25)*0a',
    '&#(?:x0{0,6}d|0{0,6}13);(?:&#(?:x0{0,6}a|0{0,6}10);)?|&#(?:x0{0,6}a|0{0,6}10);',
  ].join('|'))();

/** What begins a line: indentation, a quote mark, a comment, the frame of a box, the mark of a difference. */
export const MARGIN = '(?:[ \\t\\xa0>|#*/+\\u2500-\\u257f-]|\\\\+t|&gt;)';

/** A line break within a token: also of a shell (`\`, `^`, a backtick), of RFC 2045 (`=`), escaped as in JSON. */
const LINE_BREAK = /* @__PURE__ */ (() => `[=\\\\^\`]?(?:${NEWLINE})${MARGIN}{0,64}`)();

/** A tag of HTML that formats text, as a search highlights it, plain or escaped as in JSON. */
const TAG = /* @__PURE__ */ (() => {
  const names = 'a|b|br|code|del|em|font|i|ins|kbd|mark|s|samp|small|span|strong|tt|u|var|wbr';
  const [open, close] = ['(?:<|\\\\+u003c|&lt;)', '(?:>|\\\\+u003e|&gt;)'];
  return `${open}/?(?:${names})(?:[ \\t/][^<>]{0,128}?)?${close}`;
})();

/** What formats a part of a token, in HTML and Markdown, or breaks it over two lines. */
export const MARKUP = /* @__PURE__ */ (() => `${RARE}(?:${LINE_BREAK}|${TAG}|[*\`]{1,3})`)();

/**
 * The next character of a token: plain, or in another form after what a reader does not see.
 *
 * @param plain The pattern of the plain character.
 * @param escaped The pattern of its escapes.
 */
export const nextCharacter = (plain: string, escaped: string): string =>
  `(?:${plain}|${RARE}(?:${INVISIBLE}|${MARKUP}){0,8}(?:${plain}|${escaped}))`;

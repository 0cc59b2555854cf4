import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { defineTokenFormat } from '../token/define-token-format.ts';
import { lynk } from '../token/lynk.ts';
import { createJsonRedactor } from './create-json-redactor.ts';
import { createRedactor } from './create-redactor.ts';
import { redact } from './redact.ts';

const [row, other] = tokenCorpus.issued;
if (row === undefined || other === undefined) throw new Error('The corpus is empty.');
const { token, body, mask } = row;

test('README example', () => {
  expect(redact(`sent ${token}`)).toBe('sent lynk_live_eTQw…');
  expect(redact({ headers: { Cookie: 'session=1', Authorization: 'Basic YTpi' } })).toEqual({
    headers: { Cookie: '…', Authorization: 'Basic …' },
  });
});

describe('every token of the corpus', () => {
  test.each([...tokenCorpus.issued, ...tokenCorpus.accepted])('$mask', (one) => {
    expect(redact(one.token) === one.mask).toBe(true);
    expect(redact(`a ${one.token}, b`) === `a ${one.mask}, b`).toBe(true);
  });

  // Cut in two by white space, it cannot be told from two words.
  const rejected = tokenCorpus.rejected.filter(
    ({ input }) => input.includes(body.slice(0, 12)) && !/\w\s\w/.test(input.replace(/bearer /i, '')),
  );
  test.each(rejected.map(({ reason }, index) => [index, reason] as const))('rejected %i: %s', (index) => {
    const input = rejected[index]?.input ?? '';
    const redacted = redact(input);
    if (/lynk/i.test(input)) expectSafe(redacted, body);
    else expect(redacted === input).toBe(true);
  });
});

describe('strings', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['in a url', `https://host/path?token=${token}&a=1`, `https://host/path?token=${mask}&a=1`],
    ['in a header', `Authorization: Bearer ${token}\r\nHost: a`, `Authorization: Bearer ${mask}\r\nHost: a`],
    ['in JSON', `{"a":"${token}","b":1}`, `{"a":"${mask}","b":1}`],
    ['in JSON in JSON', JSON.stringify({ a: `{"b":"${token}"}` }), `{"a":"{\\"b\\":\\"${mask}\\"}"}`],
    ['behind an escaped line feed', `{"a":"x\\n${token}\\ny"}`, `{"a":"x\\n${mask}\\ny"}`],
    ['twice', `${token}${' '}${token}`, `${mask} ${mask}`],
    ['two in a row', `${token}${other.token}`, mask],
    ['behind other letters', `x${token}`, `x${mask}`],
    ['behind an underscore', `my_${token}`, `my_${mask}`],
    ['in capitals', token.toUpperCase(), 'LYNK_LIVE_ETQW…'],
    ['with a capital', `L${token.slice(1)}`, `L${mask.slice(1)}`],
    ['cut short', token.slice(0, 17), mask],
    ['of five characters', token.slice(0, 15), mask],
    ['of four characters', token.slice(0, 14), token.slice(0, 14)],
    ['far too long', token + body.repeat(9), mask],
    ['with a hyphen in it', `${token.slice(0, 30)}-${token.slice(30)} b`, `${mask} b`],
    ['with an underscore in it', `${token.slice(0, 13)}_${token.slice(13)}`, `lynk_live_eTQ…`],
    ['with an equals sign in it', `${token.slice(0, 30)}=${token.slice(30)} b`, `${mask} b`],
    ['with a cyrillic letter in it', `${token.slice(0, 30)}\u0430${token.slice(30)} b`, `${mask} b`],
    ['with a zero-width space in it', `${token.slice(0, 12)}\u200b${token.slice(12)} b`, `${mask} b`],
    ['at the end of a sentence', `sent ${token}.`, `sent ${mask}.`],
    ['before a path', `${token}/a`, `${mask}/a`],
    ['of an unknown environment', `lynk_prod_${body} b`, 'lynk_… b'],
    ['with hyphens', `lynk-live-${body} b`, 'lynk-… b'],
    ['without an environment', `lynk_${body}`, 'lynk_…'],
    ['with stars behind it', `lynk_live_${body.slice(0, 27)}**********`, `${mask}**********`],
    ['masked by another, who shows more', `lynk_live_${body.slice(0, 8)}… b`, `${mask} b`],
    ['percent-encoded', `a=lynk%5Flive%5f${body}&b`, `a=${mask}&b`],
    ['percent-encoded twice', `a=lynk%255Flive%255f${body}&b`, `a=${mask}&b`],
    [
      'percent-encoded in its body',
      `${token.slice(0, 20)}%${hex(token, 20)}${token.slice(21)} b`,
      `${mask} b`,
    ],
    ['percent-encoded wholly', `a=${allEscaped('%')}&b`, `a=${mask}&b`],
    ['escaped as in JSON', `"lynk\\u005flive\\u005F${body}"`, `"${mask}"`],
    ['escaped wholly', `"${allEscaped('\\u00')}"`, `"${mask}"`],
    ['escaped wholly, twice', `"${allEscaped('\\\\u00')}"`, `"${mask}"`],
    ['escaped with \\x', `"${allEscaped('\\x')}"`, `"${mask}"`],
    ['escaped with braces', `"lynk\\u{5f}live\\u{005f}${body}"`, `"${mask}"`],
    ['escaped as in Markdown', `a lynk\\_live\\_${body} b`, `a ${mask} b`],
    ['with a named entity', `lynk&lowbar;live&UnderBar;${body}&lt;`, `${mask}&lt;`],
    ['with decimal entities', `${allEntities(10)}&lt;`, `${mask}&lt;`],
    [
      'with hexadecimal entities, escaped again',
      `${allEntities(16).replaceAll('&', '&amp;')} b`,
      `${mask} b`,
    ],
    ['quoted-printable', `=?utf-8?Q?lynk=5Flive=5f${body}?=`, `=?utf-8?Q?${mask}?=`],
    ['quoted-printable wholly', `${allEscaped('=')} b`, `${mask} b`],
    [
      'with its prefix highlighted by grep',
      `\x1b[01;31m\x1b[Klynk_live_\x1b[m\x1b[K${body} b`,
      `\x1b[01;31m\x1b[K${mask}\x1b[m\x1b[K b`,
    ],
    [
      'with its brand highlighted',
      `a:\x1b[31mlynk\x1b[0m_live_${body}\x1b[K`,
      `a:\x1b[31m${mask}\x1b[0m\x1b[K`,
    ],
    [
      'with a part of its brand highlighted, in JSON',
      `"\\u001b[31mly\\u001b[0mnk_live_${body}"`,
      `"\\u001b[31m${mask}\\u001b[0m"`,
    ],
    ['highlighted in its body', `lynk_live_e\x1b[1mTQ\x1b[22m${body.slice(3)} b`, `${mask}\x1b[1m\x1b[22m b`],
    ['with 256 colors', `lynk\x1b[38;5;196m_live_\x1b[0m${body} b`, `${mask}\x1b[38;5;196m\x1b[0m b`],
    ['with the cursor hidden in it', `lynk\x1b[?25l_live_\x1b[2;3H${body}\x1b[K`, `${mask}\x1b[K`],
    ['after tput sgr0', `lynk_live_\x1b(B\x1b[m${body} b`, `${mask}\x1b[m b`],
    ['with 8-bit codes', `lynk\x9b31m_live_\x9b0m${body} b`, `${mask} b`],
    ['with a shell’s codes', `lynk\\033[31m_live_\\e[0m${body} b`, `${mask}\\033[31m\\e[0m b`],
    ['with codes in a URL', `lynk%1B%5B31m_live_${body}&b`, `${mask}%1B%5B31m&b`],
    [
      'as a link of a terminal',
      `lynk_live_\x1b]8;;http://a/?b="c d"\x1b\\${body}\x1b]8;;\x07`,
      `${mask}\x1b]8;;\x07`,
    ],
    [
      'in a link of a terminal',
      `\x1b]8;;http://a/${token}\x1b\\b\x1b]8;;\x1b\\`,
      `\x1b]8;;http://a/${mask}\x1b\\b\x1b]8;;\x1b\\`,
    ],
    [
      'in a link between the letters of a brand',
      `ly\x1b]8;;http://a/${token}\x07nk_ab`,
      `ly\x1b]8;;http://a/${mask}\x07nk_ab`,
    ],
    ['in a tag between the letters of a brand', `lynk<b a="${token}">_ab`, `lynk<b a="${mask}">_ab`],
    ['as a link, in JSON', `"lynk\\u001b]8;;http://a\\u0007_live_${body}"`, `"${mask}"`],
    ['with zero-width spaces in its prefix', `ly\u200bnk_\u200blive\u2060_\ufeff${body} b`, `${mask} b`],
    ['with a zero-width space everywhere', `${[...token].join('\u200b')} b`, `${mask} b`],
    ['with soft hyphens', `${token.replace(/.{4}/g, '$&\u00ad')} b`, `${mask} b`],
    ['with entities without a width', `lynk&shy;_live&#8203;_&ZeroWidthSpace;${body}&lt;`, `${mask}&lt;`],
    ['with a zero-width space, in JSON', `"lynk\\u200b_live_\\uFEFF${body}"`, `"${mask}"`],
    ['with a zero-width space, in a URL', `lynk%E2%80%8B_live_${body}&b`, `${mask}&b`],
    ['typed over', `lynk_live_\b_${body} b`, `lynk_live_… b`],
    ['with an escape of long form', `lynk\\U0000005flive%u005F${body} b`, `${mask} b`],
    ['with tags of HTML in it', `<b>lynk</b>_<mark class="a">live</mark>_<wbr>${body} b`, `<b>${mask} b`],
    ['with tags of HTML, in JSON', `"lynk_\\u003cem\\u003elive_\\u003c/em\\u003e${body}"`, `"${mask}"`],
    ['with emphasis of Markdown', `**lynk_live_**${body} b`, `**${mask} b`],
    ['with its prefix as code', `\`lynk_live_\`${body} b`, `\`${mask} b`],
    ['wrapped in its body', `${token.slice(0, 30)}\n${token.slice(30)}\nb`, `${mask}\nb`],
    ['wrapped after its prefix', `lynk_live_\r\n    ${body} b`, `${mask} b`],
    ['wrapped in its prefix', `lynk_li\nve_${body} b`, `${mask} b`],
    ['wrapped in its brand', `ly\nnk_live_${body} b`, `${mask} b`],
    ['wrapped twice', `${token.slice(0, 12)}\n${token.slice(12, 28)}\n${token.slice(28)} b`, `${mask} b`],
    ['wrapped in a quotation', `> ${token.slice(0, 30)}\n> ${token.slice(30)}\n> b`, `> ${mask}\n> b`],
    ['wrapped deeply', `${token.slice(0, 30)}\n${' '.repeat(60)}${token.slice(30)} b`, `${mask} b`],
    ['wrapped in a comment', `// ${token.slice(0, 30)}\n// ${token.slice(30)}\n// b`, `// ${mask}\n// b`],
    ['wrapped in a difference', `+${token.slice(0, 30)}\n+${token.slice(30)}\n b`, `+${mask}\n b`],
    ['wrapped in two quotations', `> > ${token.slice(0, 9)}\n> > ${token.slice(9)}\n`, `> > ${mask}\n`],
    [
      'wrapped, and highlighted',
      `${token.slice(0, 30)}\x1b[0m\n\x1b[31m${token.slice(30)} b`,
      `${mask}\x1b[0m\x1b[31m b`,
    ],
    [
      'wrapped by carriage returns',
      `${token.slice(0, 9)}\r${token.slice(9, 30)}\r${token.slice(30)} b`,
      `${mask} b`,
    ],
    ['wrapped by a line separator', `${token.slice(0, 30)}\u2028${token.slice(30)} b`, `${mask} b`],
    ['wrapped, in a URL', `${token.slice(0, 30)}%0D%0A${token.slice(30)}&b`, `${mask}&b`],
    [
      'wrapped, in HTML',
      `${token.slice(0, 12)}<br>${token.slice(12, 30)}&#10;${token.slice(30)} b`,
      `${mask} b`,
    ],
    ['wrapped, in JSON, with a tab', `"${token.slice(0, 30)}\\n\\t${token.slice(30)}"`, `"${mask}"`],
    ['wrapped, escaped', `"${token.slice(0, 30)}\\u000a${token.slice(30)}"`, `"${mask}"`],
    ['wrapped by cmd', `${token.slice(0, 30)}^\r\n${token.slice(30)} b`, `${mask} b`],
    ['wrapped by a shell', `${token.slice(0, 30)}\\\n${token.slice(30)} b`, `${mask} b`],
    ['wrapped by quoted-printable', `${token.slice(0, 30)}=\r\n${token.slice(30)} b`, `${mask} b`],
    ['wrapped, in JSON', `"${token.slice(0, 30)}\\r\\n${token.slice(30)}\\nb"`, `"${mask}\\nb"`],
    ['before a line that is not its rest', `${token.slice(0, 30)}\nnext line`, `${mask}\nnext line`],
    ['before another line', `${token}\nnext`, `${mask}\nnext`],
    ['behind a percent sign', `%6${token}`, `%6${mask}`],
  ];
  test.each(cases.map(([name], index) => [name, index] as const))('%s', (_name, index) => {
    const [, input, output] = cases[index] ?? ['', '', ''];
    expect(redact(input)).toBe(output);
    expect(redact(output)).toBe(output);
    const ofClient = createJsonRedactor()(input);
    expect([output, '[redacted]']).toContain(ofClient);
    expect(createJsonRedactor()(ofClient)).toBe(ofClient);
  });

  test.each([
    'lynk_auth.verify',
    '@lynk-auth/core',
    'lynk-auth',
    'lynk_auth.verify.duration',
    'packages/lynk-auth-console-development',
    'lynk-auth-72219448-e3cf-47f4-8e54-49199fc47f52',
    'LYNK_API_TOKEN=',
    'lynk_service_live_',
    'lynk_live_...',
    'lynk_live_<SECURITY_TOKEN>',
    'lynk_service_live_Cgzg…',
    'lynk_live_eTQw…, lynk_…',
    'lynking, unlynk_',
    'lynk\n- a list',
    'lynk_live_\nNextLine',
    '\x1b[31mlynk_live_\x1b[0m',
    'lynk\u200b',
    '`lynk_live_`-prefixed, **lynk_live_**bold',
    'lynk_live_<br>new line',
    'lynk_live_\x1b]8;;http://a/\x07',
    'eTQwckTnBE2ACgxiQKRL',
    '',
  ])('leaves %s alone', (text) => {
    expect(redact(text)).toBe(text);
    expect(createJsonRedactor()(text)).toBe(text);
  });
});

describe('other formats', () => {
  const acme = defineTokenFormat({
    brand: 'acme',
    kinds: { personal: '', service: 'robot' },
    environments: ['live', 'averylongenvironment'],
  });
  const mine = createRedactor({ formats: [acme, lynk], headers: ['X-Session'] });

  test('masks each format with its own mask', () => {
    const text = `${token} acme_robot_live_${body} acme_averylongenvironment_${body} %6acme_live_${body}`;
    const masked = `${mask} acme_robot_live_eTQw… acme_averylongenvironment_eTQw… %6acme_live_eTQw…`;
    expect(mine(text)).toBe(masked);
    expect(mine(masked)).toBe(masked);
  });

  test('masks no other format', () => {
    expect(createRedactor({ formats: [acme] })(token) === token).toBe(true);
  });

  test('masks further headers', () => {
    expect(mine({ 'x-session': 'abc', 'X-API-Key': `acme_live_${body}` })).toEqual({
      'x-session': '…',
      'X-API-Key': 'acme_live_eTQw…',
    });
  });
});

test('rejects invalid options', () => {
  for (const options of [
    { format: lynk },
    { formats: [] },
    { formats: lynk },
    { formats: [{}] },
    { formats: [null] },
    { headers: 'cookie' },
    { headers: [''] },
    { headers: [1] },
    null,
  ]) {
    expect(caught(() => createRedactor(options as never))).toMatchObject({ code: 'configuration' });
  }
});

function hex(text: string, index: number): string {
  return text.charCodeAt(index).toString(16).toUpperCase();
}

function allEscaped(mark: string): string {
  return [...token].map((_, index) => mark + hex(token, index)).join('');
}

function allEntities(base: 10 | 16): string {
  return [...token]
    .map((_, index) => `&#${base === 16 ? 'x' : ''}${token.charCodeAt(index).toString(base)};`)
    .join('');
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { createRedactionStream } from './create-redaction-stream.ts';
import { redact } from './redact.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, body, mask } = row;

/** The output of the stream after each chunk, and at its end. */
async function pipe(chunks: readonly string[]): Promise<string[]> {
  const outputs: string[] = [];
  const stream = createRedactionStream();
  const writer = stream.writable.getWriter();
  const reading = stream.readable.pipeTo(
    new WritableStream({
      write(text) {
        outputs.push(text);
      },
    }),
  );
  for (const chunk of chunks) await writer.write(chunk);
  await writer.close();
  await reading;
  return outputs;
}

test('finds a token wherever it is cut into two chunks', async () => {
  for (let index = 1; index < token.length; index += 1) {
    const outputs = await pipe([`sent ${token.slice(0, index)}`, `${token.slice(index)}, then more`]);
    expect(outputs.join('')).toBe(`sent ${mask}, then more`);
  }
});

test('finds a token that arrives character by character, wrapped or escaped', async () => {
  for (const text of [
    `a ${token} b`,
    `> ${token.slice(0, 20)}\n> ${token.slice(20)}\n`,
    `lynk%5flive%5F${body}.`,
    `\x1b[01;31m\x1b[Klynk_live_\x1b[m\x1b[K${body}\n`,
    `a lynk\x1b[?25l_live_\x1b(B\x1b[m${body} b`,
    `a, lynk_live_\x1b]8;;https://a.example/?b=1,2&c="d" (e)\x1b\\${body}\x1b]8;;\x1b\\ f`,
    `a lynk_<span class="x y" title='(z)'>live_</span>${body} b`,
    `{"a":"lynk_\\u003cspan class=\\"x y\\"\\u003elive_\\u003c/span\\u003e${body} b"}`,
    `x \`lynk_live_\`${body}, **lynk**_live_${body} y`,
    `// ${token.slice(0, 20)}\r\n// ${token.slice(20)}\n`,
    `${token.slice(0, 20)}\\n\\t ${token.slice(20)} ${token.slice(0, 20)}&#13;&#10; ${token.slice(20)} b`,
    `${token.slice(0, 20)}\n${' '.repeat(60)}${token.slice(20)} b`,
    `a ly\u200bnk_li\u00adve_&ZeroWidthSpace;${body} b`,
  ]) {
    for (const chunks of [
      [...text],
      ...[...text].map((_, index) => [text.slice(0, index), text.slice(index)]),
    ]) {
      const output = (await pipe(chunks)).join('');
      expectSafe(output, body);
      expect(output).toBe(redact(text));
    }
  }
});

describe('delay', () => {
  test('passes complete lines on at once', async () => {
    const lines = ['GET /lynkapi 200\n', 'ready\n', `"${token}"\n`, '{"level":30}\n', 'done\n'];
    expect(await pipe(lines)).toEqual(lines.map((line) => redact(line)));
  });

  test('holds back only what could be a part of a token', async () => {
    expect(await pipe([`sent "x", ${token.slice(0, 20)}`, token.slice(20)])).toEqual(['sent "x", ', mask]);
  });

  test('does not hold back text without end', async () => {
    const outputs = await pipe(Array.from({ length: 80 }, () => 'a'.repeat(1024)));
    expect(outputs.length).toBeGreaterThan(1);
    expect(outputs.join('')).toBe('a'.repeat(80 * 1024));
  });

  test('masks a token that is longer than what is held back', async () => {
    const long = [token, ...Array.from({ length: 100 }, () => body.repeat(30)), ' end'];
    expect((await pipe(long)).join('')).toBe(`${mask} end`);
  });

  test('finds a token in text that has no place to cut', async () => {
    const noise = 'a'.repeat(66_000);
    for (const chunks of [
      [`${noise}${token}`, 'rest.'],
      [`${noise}${token.slice(0, 9)}`, token.slice(9), '.'],
      [`${noise}${token.slice(0, 30)}`, `${token.slice(30)}${body.repeat(9)}.`],
    ]) {
      const outputs = await pipe(chunks);
      expect(outputs.join('') === redact(chunks.join(''))).toBe(true);
    }
  });
});

test('gives the same output as for the whole text, wherever it is cut', async () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      token,
      body,
      'lynk',
      'lynk_live_',
      'ly',
      '_',
      '\n',
      '\n  ',
      '> ',
      '\\n',
      '=\r\n',
      ' ',
      '%5f',
      '&#95;',
      '\\',
    ),
    fc.constantFrom(
      '\x1b]8;;',
      '\x07',
      '\x1b(B',
      '\x1b[?',
      '<span ',
      '>',
      '<b>',
      '`',
      '**',
      '\u200b',
      '\r',
      '%0A',
      '(',
      '//',
    ),
    fc.constantFrom('\x1b[31m', '\x1b[m', '…', '"', ':', token.slice(0, 20), token.slice(20)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 12 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
      async (parts, sizes) => {
        const text = parts.join('');
        const chunks: string[] = [];
        for (let index = 0; index < text.length; ) {
          const { value: size } = sizes.next();
          chunks.push(text.slice(index, index + size));
          index += size;
        }
        expect((await pipe(chunks)).join('') === redact(text)).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('rejects invalid options', () => {
  for (const options of [
    { format: 1 },
    { formats: [] },
    { headers: ['x-session'] },
    { headers: undefined },
    null,
  ]) {
    expect(caught(() => createRedactionStream(options as never))).toMatchObject({ code: 'configuration' });
  }
});

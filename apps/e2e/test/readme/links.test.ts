import { expect, test } from 'vitest';
import { checkLink } from '../../src/readme/check-link.ts';
import { findMarkdown } from '../../src/readme/find-markdown.ts';

const files = await findMarkdown();

test.each([...files.keys()])('every link in %s resolves', (file) => {
  const problems = (files.get(file)?.links ?? []).flatMap(({ to, line }) => {
    const problem = checkLink(file, to, files);
    return problem === null ? [] : [`${file}:${line}: ${to} ${problem}`];
  });
  expect(problems).toEqual([]);
});

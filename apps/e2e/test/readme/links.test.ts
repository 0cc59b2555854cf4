import { expect, test } from 'vitest';
import { findMarkdown } from '../../src/readme/find-markdown.ts';
import { judgeLink } from '../../src/readme/judge-link.ts';

const files = await findMarkdown();

test.each([...files.keys()])('every link of %s leads somewhere', (file) => {
  const problems = (files.get(file)?.links ?? []).flatMap(({ to, line }) => {
    const problem = judgeLink(file, to, files);
    return problem === null ? [] : [`${file}:${line}: ${to} ${problem}`];
  });
  expect(problems).toEqual([]);
});

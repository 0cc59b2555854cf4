import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

// Both files are the contract's own, byte for byte: other implementations run them too.
test.each([
  ['tokens.json', '07ee49237c8ecd3cbeb3c9e63ff6db80d1b50bd05ec4831e9f483bf98523bf68'],
  ['authorization.json', '64550fd644cfc90493b44e4c143998b45ad654957c8a0bfd7dc49624ffc37357'],
])('%s is an unchanged copy', async (file, sha256) => {
  const bytes = await readFile(new URL(file, import.meta.url));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
});

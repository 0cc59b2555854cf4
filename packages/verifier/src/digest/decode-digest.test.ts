/// <reference types="node" />
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { tokenCorpus } from '../../test/corpora.ts';
import { decodeDigest } from './decode-digest.ts';

it.each(['binary', 'hex'] as const)('decodes the digest of every token of the corpus, as %s', (encoding) => {
  for (const { token, sha256 } of tokenCorpus.issued) {
    const bytes = decodeDigest(createHash('sha256').update(token).digest(encoding));
    expect(Buffer.from(bytes).toString('hex')).toBe(sha256);
  }
});

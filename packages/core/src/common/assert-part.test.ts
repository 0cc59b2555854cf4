import { expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { assertPart } from './assert-part.ts';

const call = () => undefined;
const parts = {
  promise: Promise.resolve({ lookup: call, verify: call }),
  authority: { as: call, createOrganization: call, source: { lookup: call } },
  store: { lookup: call, apply: call, changes: call, leaseMs: 0 },
  source: { lookup: call },
  verifier: { verify: call },
};

const options = ['source', 'store', 'verifier'] as const;

test.each(options.flatMap((name) => Object.keys(parts).map((part) => [name, part] as const)))(
  '%s rejects every part but itself: %s',
  (name, part) => {
    const assert = () => assertPart('test', name, parts[part as keyof typeof parts]);
    if (part === name) return expect(assert).not.toThrow();
    const error = caught(assert);
    expect(error).toMatchObject({ code: 'configuration' });
    expect((error as Error).message).toMatch(
      new RegExp(`^test: ${name} must .* this is an? ${part}; .+[.?]$`),
    );
  },
);

test.each([undefined, null, 'verifier', {}, []])('rejects %o', (value) => {
  for (const name of options) {
    expect(caught(() => assertPart('test', name, value))).toMatchObject({ code: 'configuration' });
  }
});

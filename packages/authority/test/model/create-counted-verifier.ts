import type { VerifyResult } from '@lynk-auth/core/server';
import type { Change, LookupResult } from '@lynk-auth/verifier';
import type { PatchedCode } from './load-patched.ts';
import type { Process } from './process.ts';

/** How long a read of the log is proof, in milliseconds. */
export const LEASE = 100;

/** The counts of one run. */
export interface RunReport {
  /** Tokens accepted by verifications that began after the revocation had resolved. */
  readonly violations: number;
  readonly verifications: number;
  readonly accepted: number;
  /** Accepted without a source read of its own. */
  readonly fromCache: number;
  readonly revocations: number;
}

/** What the processes of a run share. */
interface Run {
  readonly texts: readonly string[];
  /** When the revocation of a token has resolved. */
  readonly resolved: ReadonlyMap<number, number>;
  readonly report: { -readonly [Count in keyof RunReport]: RunReport[Count] };
}

/** Where a process reads tokens, by their numbers, and the change log. */
interface ModelSource {
  lookup(token: number): Promise<LookupResult>;
  changes(from: number): Promise<readonly Change[]>;
}

/**
 * Creates the verifier of a process.
 *
 * @returns Verifies a token, by its number, and counts the result.
 */
export function createCountedVerifier(
  { createVerifier }: Pick<PatchedCode, 'createVerifier'>,
  { texts, resolved, report }: Run,
  node: Process,
  { lookup, changes }: ModelSource,
): (token: number) => void {
  let reads = 0;
  const verifier = createVerifier({
    source: {
      lookup(text) {
        reads += 1;
        return lookup(texts.indexOf(text));
      },
      freshness: { kind: 'log', leaseMs: LEASE, changes },
    },
    clock: node.clock,
    cache: { maxEntries: 10 },
    throttle: false,
    observe: null,
  });
  return (token) => {
    const began = node.now;
    const before = reads;
    report.verifications += 1;
    const settle = (result: VerifyResult) => {
      if (!result.ok) return;
      report.accepted += 1;
      if (reads === before) report.fromCache += 1;
      if (began >= (resolved.get(token) ?? Number.POSITIVE_INFINITY)) report.violations += 1;
    };
    const result = verifier.verify(texts[token] ?? '');
    if (result instanceof Promise) void result.then(settle);
    else settle(result);
  };
}

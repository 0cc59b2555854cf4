import { createRedactor, type TokenFormat } from '@lynk-auth/core';
import type { VerifyContext } from '@lynk-auth/core/server';
import type { Emitter } from '../events/create-emitter.ts';
import type { Store, TokenRecord } from '../store/store.ts';

/** A use of a secret that had ended. */
export interface Reuse {
  readonly record: TokenRecord;
  readonly digests: readonly Uint8Array[];
  readonly context: VerifyContext | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Reports the uses of ended secrets. */
export interface ReuseReporter {
  /** Reports a use in the background, unless the same secret was reported less than a minute ago. */
  report(reuse: Reuse): void;
  flush(): Promise<void>;
}

const INTERVAL_MS = 60_000;
/** Beyond this number of secrets, the one that was reported first is forgotten, and may be reported again sooner. */
const MAX_SECRETS = 1000;

/** Creates the reporter of a source. A read of the store that fails reports nothing. */
export function createReuseReporter(
  store: Pick<Store, 'listSecrets'>,
  emitter: Emitter,
  format: TokenFormat,
): ReuseReporter {
  const redact = createRedactor({ formats: [format] });
  const reportedAt = new Map<string, number>();
  const pending = new Set<Promise<void>>();

  const send = async ({ record, digests, context, at }: Reuse) => {
    const { organizationId, tokenId } = record;
    const secrets = await store.listSecrets(organizationId, tokenId);
    const keys = digests.map(String);
    const secret = secrets.find(({ digest }) => keys.includes(String(digest)));
    if (secret === undefined || secret.expiresAt === null) return;
    const { mask, createdAt: secretCreatedAt, expiresAt: secretEndedAt } = secret;
    const { clientIp, userAgent } = context ?? {};
    emitter.emit({
      ...{ type: 'secret.reused', organizationId, at, tokenId, mask, secretCreatedAt, secretEndedAt },
      ...redact({ clientIp, userAgent }),
    });
  };

  return {
    report(reuse) {
      const key = String(reuse.digests);
      const last = reportedAt.get(key);
      // A clock that was set back does not silence the report.
      if (last !== undefined && Math.abs(reuse.at - last) < INTERVAL_MS) return;
      reportedAt.delete(key);
      if (reportedAt.size >= MAX_SECRETS) reportedAt.delete(reportedAt.keys().next().value ?? '');
      reportedAt.set(key, reuse.at);
      const sent = send(reuse)
        .catch(() => undefined)
        .finally(() => pending.delete(sent));
      pending.add(sent);
    },
    async flush() {
      await Promise.all(pending);
      await emitter.flush();
    },
  };
}

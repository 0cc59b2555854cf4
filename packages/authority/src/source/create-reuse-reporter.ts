import type { VerifyContext } from '@lynk-auth/core/server';
import type { EventLoop } from '../events/create-event-loop.ts';
import { createEvent } from '../events/event-body.ts';
import type { Store, TokenRecord } from '../store/store.ts';
import type { ClientCleaner } from '../use/create-client-cleaner.ts';

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
  /** Resolves when the events of all uses so far are in the outbox. */
  flush(): Promise<void>;
}

const INTERVAL_MS = 60_000;
/** Beyond this number of secrets, the one that was reported first is forgotten, and may be reported again sooner. */
const MAX_SECRETS = 1000;

/** Creates the reporter of a source. If the store fails, the next use is reported. */
export function createReuseReporter(
  store: Pick<Store, 'listSecrets'>,
  events: Pick<EventLoop, 'add'>,
  clean: ClientCleaner,
): ReuseReporter {
  const reportedAt = new Map<string, number>();
  const pending = new Set<Promise<void>>();

  const send = async ({ record, digests, context, at }: Reuse) => {
    const { organizationId, tokenId } = record;
    const secrets = await store.listSecrets(organizationId, tokenId);
    const keys = digests.map(String);
    const secret = secrets.find(({ digest }) => keys.includes(String(digest)));
    if (secret === undefined || secret.expiresAt === null) return;
    const { mask, createdAt: secretCreatedAt, expiresAt: secretEndedAt } = secret;
    const clientIp = clean.address(context?.clientIp) ?? undefined;
    const userAgent = clean.userAgent(context?.userAgent) ?? undefined;
    const body = {
      type: 'secret.reused',
      mask,
      secretCreatedAt,
      secretEndedAt,
      clientIp,
      userAgent,
    } as const;
    await events.add([createEvent({ tokenId, at: Math.floor(at) }, body)]);
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
        .catch(() => {
          if (reportedAt.get(key) === reuse.at) reportedAt.delete(key);
        })
        .finally(() => pending.delete(sent));
      pending.add(sent);
    },
    async flush() {
      await Promise.all(pending);
    },
  };
}

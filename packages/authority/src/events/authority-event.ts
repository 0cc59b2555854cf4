// events/: what the authority reports to the host while it works.

interface EventBase {
  readonly organizationId: string;
  /** Epoch milliseconds, by the authority's clock. */
  readonly at: number;
}

/**
 * A secret was used after a rotation had ended it: a client still has the old secret, or it leaked. The use was rejected
 * like that of every bad token, and nothing else was changed. Each process reports a secret at most once a minute.
 */
export interface SecretReusedEvent extends EventBase {
  readonly type: 'secret.reused';
  readonly tokenId: string;
  /** The mask of the secret that was used, for example `lynk_live_eTQw…`. */
  readonly mask: string;
  /** When the secret was created, in epoch milliseconds. */
  readonly secretCreatedAt: number;
  /** When the secret ended, in epoch milliseconds. */
  readonly secretEndedAt: number;
  /** Untrusted input, as is the user agent. A token in either is masked; `undefined` if the plugin passed none. */
  readonly clientIp: string | undefined;
  readonly userAgent: string | undefined;
}

/** What the authority reports to `onEvent`. It holds no secret and may be logged. Ignore types that you do not know. */
export type AuthorityEvent = SecretReusedEvent;

/** Receives events. Its errors are ignored. */
export type EventListener = (event: AuthorityEvent) => unknown;

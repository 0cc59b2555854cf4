import type { Reason, TokenKind, VerifyResult } from '@lynk-auth/core';

interface EventBase {
  /** Untrusted text, as is the user agent; a token in it is masked. */
  readonly clientIp: string | undefined;
  readonly userAgent: string | undefined;
}

/** What was thrown, as far as it can be told without a secret. */
export interface ErrorSummary {
  readonly name: string;
  readonly message: string;
}

/** What came of one verification. It holds no secret, and may be logged. */
export type VerifyEvent =
  | (EventBase & {
      readonly type: 'accepted';
      readonly tokenId: string;
      readonly organizationId: string;
      readonly kind: TokenKind;
    })
  | (EventBase & {
      readonly type: 'refused';
      readonly kind: Exclude<VerifyResult, { ok: true }>['kind'];
      readonly reason: Reason;
      /** For example `lynk_live_eTQw…`; `…` for what is not a token. */
      readonly mask: string;
      /** Which token it is, where the source told. */
      readonly tokenId: string | undefined;
      /** What the source threw, where it did. */
      readonly error: ErrorSummary | undefined;
    })
  | (EventBase & {
      /**
       * Told once: requests come with forwarding headers although no proxy is configured. Their
       * address is a balancer's, so everybody's, and is not throttled.
       */
      readonly type: 'unthrottled';
    });

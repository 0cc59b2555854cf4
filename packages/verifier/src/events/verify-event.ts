import type { Reason, TokenKind } from '@lynk-auth/core';
import type { VerifyResult } from '@lynk-auth/core/server';

interface EventBase {
  /** Untrusted input, as is the user agent. A token in either is masked. */
  readonly clientIp: string | undefined;
  readonly userAgent: string | undefined;
}

/** The name and the message of a thrown error, with every token masked. */
export interface ErrorSummary {
  readonly name: string;
  readonly message: string;
}

/** The outcome of one verification. It holds no secret and may be logged. */
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
      /** For example `lynk_live_eTQw…`; `…` if the input is not a token. */
      readonly mask: string;
      /** The token's id, if the source returned it. */
      readonly tokenId: string | undefined;
      /** The error that the source threw, if it threw one. */
      readonly error: ErrorSummary | undefined;
    });

/** The uses of one secret: verifications that accepted it. All times are in epoch milliseconds. */
export interface SecretUse {
  readonly digest: Uint8Array;
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  /** How many uses there were on each day: days since 1970, in UTC. */
  readonly days: readonly { readonly day: number; readonly calls: number }[];
  /** That of the last use; `null` if it is not known. Without any token, and at most 256 characters. */
  readonly userAgent: string | null;
  /** The addresses of the uses, at most 16. Without any token, and at most 64 characters each. */
  readonly addresses: readonly AddressUse[];
}

/** The last use of a secret from one address. */
export interface AddressUse {
  readonly address: string;
  /** Epoch milliseconds. */
  readonly lastUsedAt: number;
}

/** The uses of many secrets, for one transaction. */
export interface UseBatch {
  /** Unique. A batch that is sent again is not counted again. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly at: number;
  /** Sorted by digest, each digest once. */
  readonly uses: readonly SecretUse[];
}

/** What is known of the use of a secret. */
export interface SecretUsage {
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  /** How many uses there were since the newest secret of the token was created, by its rotation or with the token. */
  readonly calls: number;
  /** Uses on the days since 1970, in UTC, oldest first: at most 30 days, the last one being that of the last use. */
  readonly days: readonly { readonly day: number; readonly calls: number }[];
  readonly userAgent: string | null;
  /** The 16 addresses that were used last, latest first. */
  readonly addresses: readonly AddressUse[];
}

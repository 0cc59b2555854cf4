export interface TokenRow {
  readonly token: string;
  readonly prefix: string;
  readonly kind: 'personal' | 'service';
  readonly environment: 'live' | 'staging' | 'test';
  readonly body: string;
  readonly checksum: 'valid' | 'unproven';
  readonly sha256: string;
  readonly mask: string;
}

interface RejectedRow {
  readonly input: string;
  readonly reason: string;
}

export interface TokenCorpus {
  readonly alphabet: string;
  readonly issued: readonly TokenRow[];
  readonly accepted: readonly TokenRow[];
  readonly rejected: readonly RejectedRow[];
  readonly checksum_rejected: readonly RejectedRow[];
  readonly reason_order: readonly string[];
}

export interface AuthorizationVector {
  readonly name: string;
  /** The header's values, one header line each. */
  readonly authorization: readonly string[];
  readonly expect: {
    readonly status: number;
    /** `Bearer`: a challenge without an error code; otherwise the code; absent: no challenge. */
    readonly challenge?: 'Bearer' | 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  };
  /** HTTP clients trim or refuse it: it has to be written to a socket. */
  readonly raw_socket?: boolean;
  /** The permission that the handler asks for; `view_organization` where it says nothing. */
  readonly requires?: string;
  readonly note?: string;
}

export interface StoredToken {
  readonly token: string;
  readonly kind: 'personal' | 'service';
  readonly state: 'active' | 'revoked' | 'expired';
  readonly permissions?: readonly string[];
}

export interface AuthorizationCorpus {
  readonly valid_token: string;
  readonly unknown_token: string;
  readonly vectors: readonly AuthorizationVector[];
  /** What the test's verifier knows. */
  readonly store: readonly StoredToken[];
}

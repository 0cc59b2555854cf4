/** What a server does with one request. A step with a status alone sends a response without a body. */
export interface Step {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * How the response fails: `cut` closes the connection at once and `cut_body` within the body; `stall` sends
   * nothing and `stall_body` never ends the body; `trickle` sends a byte every 5 ms; `flood` sends a gigabyte,
   * and `gzip_flood` sends one compressed.
   */
  readonly how?: 'cut' | 'cut_body' | 'stall' | 'stall_body' | 'trickle' | 'flood' | 'gzip_flood';
  /** The only token that is accepted; every other one gets a 401. */
  readonly onlyFor?: string;
}

/** A request that a server received. */
export interface ReceivedRequest {
  readonly origin: OriginName;
  readonly method: string;
  /** Path and query, without the id of the case. */
  readonly path: string;
  /** The values of all `Authorization` lines. */
  readonly authorization: readonly string[];
  readonly contentType: string | null;
  readonly body: string;
  /** How much of the response the server has sent, in bytes. */
  readonly sent: number;
  /** Whether the connection is closed. */
  readonly closed: boolean;
}

/** Two origins on plain http, and one on TLS. */
export type OriginName = 'plain' | 'other' | 'tls';

/** The servers of the client contract. Plain data, so another process can use them. */
export interface ClientServers {
  readonly origins: Readonly<Record<OriginName, string>>;
  /** An origin on which no server listens. */
  readonly unreachable: string;
}

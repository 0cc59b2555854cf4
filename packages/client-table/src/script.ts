/** What a server does with one request. A status alone is an answer without a body. */
export interface Step {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What becomes of the answer: see the servers. */
  readonly how?: 'cut' | 'cut_body' | 'stall' | 'stall_body' | 'trickle' | 'flood' | 'gzip_flood';
  /** The token that this step is for; with every other one the answer is 401. */
  readonly onlyFor?: string;
}

/** A request, as it arrived. */
export interface Arrived {
  readonly origin: OriginName;
  readonly method: string;
  /** Path and query, without the case. */
  readonly path: string;
  /** All of its `Authorization` lines. */
  readonly authorization: readonly string[];
  readonly contentType: string | null;
  readonly body: string;
  /** How much of the answer the server could send, in bytes. */
  readonly sent: number;
  /** Whether the connection is closed. */
  readonly closed: boolean;
}

/** The servers: two origins on plain http, one on TLS. */
export type OriginName = 'plain' | 'other' | 'tls';
export type Origins = Readonly<Record<OriginName, string>>;

/** What a program that runs the table is told. */
export interface Settings {
  readonly adapter: string;
  readonly origins: Origins;
  /** An origin where nobody listens. */
  readonly nobody: string;
  /** Two tokens that servers take for good. */
  readonly token: string;
  readonly newer: string;
  /** Names of groups to leave out: what a runtime cannot do. */
  readonly without?: readonly string[];
}

/** What came of one behaviour. */
export interface Result {
  readonly name: string;
  /** Why it is not as it must be. */
  readonly problem: string | null;
  /** How long it took. */
  readonly milliseconds: number;
}

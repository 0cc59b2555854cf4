/** What of `pg` is used: a statement. With a name it is prepared, once on each connection. */
export interface PostgresStatement {
  readonly text: string;
  readonly values?: unknown[];
  readonly name?: string;
  readonly rowMode?: 'array';
  readonly query_timeout?: number;
}

/** What of `pg` is used: a connection of a pool. */
export interface PostgresClient {
  query(statement: PostgresStatement): Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;
  release(destroy?: boolean): void;
  unref?(): void;
  on(event: 'error' | 'end', listener: () => void): unknown;
  /** Not in the types of `pg`; there to close a connection whose other end does not answer. */
  readonly connection?: { readonly stream?: { destroy(): unknown } };
}

/** What of `pg` is used: a pool. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
  readonly waitingCount: number;
  /** The listener of `connect` is given the connection. */
  on(event: 'error' | 'connect', listener: (value: unknown) => void): unknown;
}

/**
 * The class `Pool` of `pg`, told by its shape: this package depends on no driver. It is a class and
 * not a pool, since the look-up has connections of its own.
 */
export type PostgresDriver = new (config: never) => PostgresPool;

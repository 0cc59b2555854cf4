/** What of `pg` is used: a statement. */
export interface PostgresStatement {
  readonly text: string;
  readonly values?: unknown[];
  readonly rowMode?: 'array';
  readonly query_timeout?: number;
}

/** What of `pg` is used: something that is submitted to a connection, as its cursors and streams are. */
export interface PostgresSubmittable {
  submit(connection: never): void;
}

/** What of `pg` is used: a connection, by the messages of the protocol; `more` of them are to come. */
export interface PostgresConnection {
  parse(message: { name: string; text: string; types: string[] }, more: boolean): void;
  bind(message: { statement: string; values: (string | null)[] }, more: boolean): void;
  execute(message: object, more: boolean): void;
  sync(): void;
  readonly stream: { cork?(): void; uncork?(): void; destroy(): unknown };
}

/** What of `pg` is used: a client of a pool. */
export interface PostgresClient {
  query(submittable: PostgresSubmittable): unknown;
  query(statement: PostgresStatement): Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;
  release(destroy?: boolean): void;
  unref?(): void;
  on(event: 'error' | 'end', listener: () => void): unknown;
  /** Not in the types of `pg`, and not there in its native bindings. */
  readonly connection?: PostgresConnection;
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
 * not a pool, since the lookup has connections of its own.
 */
export type PostgresDriver = new (config: never) => PostgresPool;

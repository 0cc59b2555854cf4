/** The part of `pg` that is used: a statement. */
export interface PostgresStatement {
  /** Never a name: a statement with one is prepared. */
  readonly name?: undefined;
  readonly text: string;
  readonly values?: unknown[];
  readonly rowMode?: 'array' | undefined;
  readonly query_timeout?: number;
}

/** The part of `pg` that is used: an object that is submitted to a connection, such as a cursor. */
export interface PostgresSubmittable {
  submit(connection: never): void;
}

/** The part of `pg` that is used: a connection, by its protocol messages. `more` announces further messages. */
export interface PostgresConnection {
  parse(message: { name: string; text: string; types: string[] }, more: boolean): void;
  bind(message: { statement: string; values: (string | null)[] }, more: boolean): void;
  execute(message: object, more: boolean): void;
  sync(): void;
  readonly stream: { cork?(): void; uncork?(): void; destroy(): unknown };
}

/** The part of `pg` that is used: a client of a pool. */
export interface PostgresClient {
  query(submittable: PostgresSubmittable): unknown;
  query(statement: PostgresStatement): Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;
  release(destroy?: boolean): void;
  unref?(): void;
  on(event: 'error' | 'end', listener: () => void): unknown;
  /** Not in the types of `pg`, and absent from its native bindings. */
  readonly connection?: PostgresConnection;
}

/** The part of `pg` that is used: a pool. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
  readonly waitingCount: number;
  /** The listener of `connect` receives the client. */
  on(event: 'error' | 'connect', listener: (value: unknown) => void): unknown;
}

/**
 * The class `Pool` of `pg`, as a structural type: this package depends on no driver. It is the class rather than
 * a pool, since the lookup uses its own connections.
 */
export type PostgresDriver = new (config: never) => PostgresPool;

/** The part of `pg` that is used: a statement. */
export interface PostgresStatement {
  /** A statement with a name is prepared once per connection. */
  readonly name?: string | undefined;
  readonly text: string;
  readonly values?: unknown[];
  readonly rowMode?: 'array' | undefined;
  readonly query_timeout?: number;
}

/** The part of `pg` that is used: a connection. */
export interface PostgresConnection {
  readonly stream: { destroy(): unknown };
  /** The texts of the prepared statements, by name. */
  readonly parsedStatements?: object;
  readonly submittedNamedStatements?: object;
}

/** The part of `pg` that is used: a client of a pool. */
export interface PostgresClient {
  query(statement: PostgresStatement): Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;
  release(destroy?: boolean): void;
  ref?(): void;
  unref?(): void;
  on(event: 'error' | 'end' | 'notice', listener: () => void): unknown;
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

/** The class `Pool` of `pg`, as a structural type: this package depends on no driver. */
export type PostgresDriver = new (config: never) => PostgresPool;

/** The part of `pg` that is used: a pool of the application, whose class and configuration are read. */
export interface ApplicationPool {
  readonly options: object;
  connect(): Promise<unknown>;
}

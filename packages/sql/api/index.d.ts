import { Store } from '@lynk-auth/authority';
declare class LynkStoreError extends Error {
    readonly name: 'LynkStoreError';
    readonly code: StoreErrorCode;
    constructor(code: StoreErrorCode, options?: ErrorOptions);
}
interface PostgresClient {
    query(submittable: PostgresSubmittable): unknown;
    query(statement: PostgresStatement): Promise<{
        command: string;
        rowCount: number | null;
        rows: unknown[];
    }>;
    release(destroy?: boolean): void;
    unref?(): void;
    on(event: 'error' | 'end', listener: () => void): unknown;
    readonly connection?: PostgresConnection;
}
interface PostgresConnection {
    parse(message: {
        name: string;
        text: string;
        types: string[];
    }, more: boolean): void;
    bind(message: {
        statement: string;
        values: (string | null)[];
    }, more: boolean): void;
    execute(message: object, more: boolean): void;
    sync(): void;
    readonly stream: {
        cork?(): void;
        uncork?(): void;
        destroy(): unknown;
    };
}
type PostgresDriver = new (config: never) => PostgresPool;
interface PostgresOptions {
    readonly driver: PostgresDriver;
    readonly connection: string | object;
    readonly schema?: string | undefined;
    readonly busyTimeoutMs?: number | undefined;
    readonly leaseMs?: number | undefined;
}
interface PostgresPool {
    connect(): Promise<PostgresClient>;
    end(): Promise<void>;
    readonly waitingCount: number;
    on(event: 'error' | 'connect', listener: (value: unknown) => void): unknown;
}
interface PostgresStatement {
    readonly text: string;
    readonly values?: unknown[];
    readonly rowMode?: 'array';
    readonly query_timeout?: number;
}
interface PostgresStoreOptions extends PostgresOptions {
    readonly migrate?: boolean | undefined;
    readonly timeoutMs?: number | undefined;
    readonly readConnections?: number | undefined;
    readonly commandConnections?: number | undefined;
}
interface PostgresSubmittable {
    submit(connection: never): void;
}
interface SqliteDatabase {
    readonly inTransaction: boolean;
    prepare(sql: string): SqliteStatement;
    exec(sql: string): unknown;
    close(): unknown;
}
type SqliteDriver = new (path: string, options?: {
    timeout?: number;
}) => SqliteDatabase;
interface SqliteOptions {
    readonly driver: SqliteDriver;
    readonly path: string;
    readonly busyTimeoutMs?: number | undefined;
    readonly leaseMs?: number | undefined;
}
interface SqliteStatement {
    readonly reader: boolean;
    raw(on?: boolean): SqliteStatement;
    all(parameters: unknown[]): unknown[];
    get(parameters: unknown[]): unknown;
    run(parameters: unknown[]): {
        changes: number | bigint;
        lastInsertRowid: number | bigint;
    };
}
interface SqliteStoreOptions extends SqliteOptions {
    readonly migrate?: boolean | undefined;
}
type StoreErrorCode = keyof typeof sentences;
declare function isLynkStoreError(value: unknown): value is LynkStoreError;
declare function migratePostgres(options: PostgresOptions): Promise<number>;
declare function migrateSqlite(options: SqliteOptions): Promise<number>;
declare function openPostgresStore(options: PostgresStoreOptions): Promise<Store>;
declare function openSqliteStore(options: SqliteStoreOptions): Promise<Store>;
declare const sentences: {
    readonly store_newer: "The database was written by a newer version of lynk-auth: use that version, or a newer one.";
    readonly store_older: "The database was written by an older version of lynk-auth, and must be migrated first.";
    readonly store_lease: "The database was made with another lease than the one that is asked for.";
    readonly store_foreign: "The database has tables of something else, in the place of those of lynk-auth.";
    readonly store_corrupt: "The database is damaged, or is no database.";
    readonly store_unwritable: "The database cannot be opened for writing: it, or its folder, is missing or not ours.";
    readonly store_busy: "The database is locked by another process, and stayed locked.";
    readonly store_unreachable: "The database server cannot be reached, or does not answer in time.";
    readonly store_refused: "The database server refuses the user, the password or the name of the database.";
    readonly store_full: "There is no room left for the database.";
    readonly store_closed: "The store is closed.";
    readonly store_failed: "The database failed. The cause says how.";
};
export { LynkStoreError };
export { PostgresClient };
export { PostgresDriver };
export { PostgresOptions };
export { PostgresPool };
export { PostgresStatement };
export { PostgresStoreOptions };
export { SqliteDatabase };
export { SqliteDriver };
export { SqliteOptions };
export { SqliteStatement };
export { SqliteStoreOptions };
export { Store } from '@lynk-auth/authority';
export { StoreErrorCode };
export { isLynkStoreError };
export { migratePostgres };
export { migrateSqlite };
export { openPostgresStore };
export { openSqliteStore };

import type { Kysely } from 'kysely';

/** The database of the identities. better-auth creates its tables and knows what is in them. */
export interface IdentityDatabase {
  /** How better-auth uses it. */
  readonly settings: {
    // biome-ignore lint/suspicious/noExplicitAny: the type of better-auth's option.
    readonly db: Kysely<any>;
    readonly type: 'sqlite' | 'postgres';
    readonly schemaName?: string;
    readonly transaction: true;
  };
  /** Runs a function while no other process runs one on this database. */
  exclusively<Result>(act: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

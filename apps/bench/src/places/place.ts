import type { Store } from '@lynk-auth/authority';

/** A new database and its store. */
export interface Place {
  readonly store: Store;
  /** The argument of `openAddress` with which another process opens the store. */
  readonly address: string;
  /** Adds copies of the first token with random digests. */
  fill?(count: number): Promise<void>;
  /** Reads the digests of some secrets. */
  digests(count: number): Promise<readonly Uint8Array[]>;
  /** Removes the database. The store must be closed. */
  remove?(): Promise<void>;
}

/** The differences between the databases. */
interface Dialect {
  /** The columns of both tables. */
  readonly columns: Readonly<Record<'tokens' | 'secrets', readonly string[]>>;
  /** A table with the numbers from 1 to `count`, in the column `i`. */
  readonly series: string;
  readonly randomId: string;
  readonly randomDigest: string;
}

/** The first copy is a year older than the token, and each later one this much younger, in milliseconds. */
const YEAR_MS = 365 * 86_400_000;
const STEP_MS = 30;

/** Creates the statements that copy the first token and its secret, whatever columns they have. */
export function copyFirstToken({ columns, series, randomId, randomDigest }: Dialect): readonly string[] {
  const copy = (table: 'tokens' | 'secrets', own: Readonly<Record<string, string>>, from: string) => {
    // The number of a token is generated.
    const names = columns[table].filter((name) => name !== 'number');
    const values = names.map((name) => own[name] ?? `first.${name}`);
    return `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${from}`;
  };
  return [
    copy(
      'tokens',
      {
        id: randomId,
        created_at: `first.created_at - ${YEAR_MS} + ((select count(*) from tokens) + i) * ${STEP_MS}`,
      },
      `${series}, (select * from tokens order by number limit 1) first`,
    ),
    copy(
      'secrets',
      { digest: randomDigest, token_id: 'tokens.id', token_number: 'tokens.number' },
      `tokens, (select * from secrets order by token_number limit 1) first
         where tokens.number not in (select token_number from secrets)`,
    ),
  ];
}

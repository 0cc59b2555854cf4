import type { PostgresClient, PostgresConnection } from './driver.ts';

/** A row as the server sends it: each column as text. */
export type AsText<Row> = { readonly [Column in keyof Row]: string | null };

/** Whom an execution tells what came of it: of one of both, once or again. */
export interface Listener<Row> {
  answered(rows: readonly AsText<Row>[]): void;
  failed(error: unknown): void;
}

/** A statement that each connection prepares once. */
export interface PreparedStatement<Row> {
  /**
   * Carries it out on a connection that does nothing else. Where it fails, the connection is not to be used
   * again: nobody knows what it has prepared.
   *
   * @param values Bytes, text, whole numbers and `null`: see `toParameters`.
   */
  run(client: PostgresClient, values: readonly unknown[], listener: Listener<Row>): void;
}

const ignore = () => undefined;

/**
 * Makes one. What goes to the server is `Bind`, `Execute` and `Sync`. The driver's own queries ask for a
 * description of the columns too, each time, and make a parser of it: a quarter of all that a lookup
 * costs. Who wrote the statement knows its columns.
 *
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 *
 * @param name One for each text.
 */
export function createPreparedStatement<Row>(name: string, text: string): PreparedStatement<Row> {
  const prepared = new WeakSet<PostgresConnection>();

  const send = (connection: PostgresConnection, values: (string | null)[]) => {
    // In one piece, not in four.
    connection.stream.cork?.();
    try {
      if (!prepared.has(connection)) connection.parse({ name, text, types: [] }, true);
      connection.bind({ statement: name, values }, true);
      connection.execute({}, true);
      connection.sync();
    } finally {
      connection.stream.uncork?.();
    }
  };

  return {
    run(client, values, { answered, failed }) {
      const rows: AsText<Row>[] = [];
      // What the driver takes instead of a query: it is submitted once, and told what the server says.
      const execution = {
        submit: (connection: PostgresConnection) => send(connection, values.map(toText)),
        handleDataRow: ({ fields }: { fields: AsText<Row> }) => rows.push(fields),
        handleReadyForQuery(connection: PostgresConnection) {
          prepared.add(connection);
          answered(rows);
        },
        handleError: failed,
        handleRowDescription: ignore,
        handleCommandComplete: ignore,
        handleEmptyQuery: ignore,
      };
      client.query(execution);
    },
  };
}

/** As the server reads it. */
function toText(value: unknown): string | null {
  if (ArrayBuffer.isView(value)) return `\\x${toHex(value as Uint8Array)}`;
  return value === null ? null : String(value);
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

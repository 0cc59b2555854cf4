import type { PostgresClient, PostgresConnection } from './driver.ts';

/** A row as the server sends it: each column as a string. */
export type TextRow<Row> = { readonly [Column in keyof Row]: string | null };

/** Receives the outcome of an execution. A failed one may report several errors. */
export interface StatementListener<Row> {
  onRows(rows: readonly TextRow<Row>[]): void;
  onError(error: unknown): void;
}

/** A statement that is prepared once per connection. */
export interface PreparedStatement<Row> {
  /**
   * Executes the statement on a connection without other pending queries. After a failure, discard the
   * connection: it is unknown whether it has prepared the statement.
   *
   * @param values Bytes, strings, integers and `null`: see `toParameters`.
   */
  run(client: PostgresClient, values: readonly unknown[], listener: StatementListener<Row>): void;
}

const ignore = () => undefined;

/**
 * Creates a prepared statement that sends only `Bind`, `Execute` and `Sync`. The driver's own queries also request
 * a description of the columns each time and build a parser from it, which is a quarter of the cost of a lookup.
 * The columns of our statements are known.
 *
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 *
 * @param name The name of the statement on the server, unique for each `text`.
 */
export function createPreparedStatement<Row>(name: string, text: string): PreparedStatement<Row> {
  const prepared = new WeakSet<PostgresConnection>();

  const send = (connection: PostgresConnection, values: (string | null)[]) => {
    // Sends one packet instead of four.
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
    run(client, values, { onRows, onError }) {
      const rows: TextRow<Row>[] = [];
      // A submittable, as cursors of the driver are: it is submitted once and receives the server's messages.
      const execution = {
        submit: (connection: PostgresConnection) => send(connection, values.map(toText)),
        handleDataRow: ({ fields }: { fields: TextRow<Row> }) => rows.push(fields),
        handleReadyForQuery(connection: PostgresConnection) {
          prepared.add(connection);
          onRows(rows);
        },
        handleError: onError,
        handleRowDescription: ignore,
        handleCommandComplete: ignore,
        handleEmptyQuery: ignore,
      };
      client.query(execution);
    },
  };
}

/** Formats a value as the server parses it. */
function toText(value: unknown): string | null {
  if (ArrayBuffer.isView(value)) return `\\x${toHex(value as Uint8Array)}`;
  return value === null ? null : String(value);
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += digits[byte];
  return hex;
}

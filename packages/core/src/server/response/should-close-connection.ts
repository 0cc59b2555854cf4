/** The part of Node's `IncomingMessage` that {@link shouldCloseConnection} reads. A structural type, without an import of Node. */
export interface IncomingLike {
  readonly httpVersionMajor?: number | undefined;
  /** Whether the whole request was received. */
  readonly complete?: boolean | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** How many bytes a server can discard to keep a connection open. */
const MAX_DISCARDED_BYTES = 65_536;

/**
 * Returns whether an error response must close the connection (`Connection: close`): the request has an unread body
 * that is large or of unknown length, which the server would otherwise have to receive first. With HTTP/2 only the
 * stream is affected, and it ends by itself.
 *
 * @param request Node's request, before its body was read.
 * @returns True if the connection must be closed.
 */
export function shouldCloseConnection({ httpVersionMajor, complete, headers }: IncomingLike): boolean {
  if (complete === true || (httpVersionMajor ?? 1) > 1) return false;
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > MAX_DISCARDED_BYTES;
}

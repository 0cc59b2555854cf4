/** As much of Node's `IncomingMessage` as {@link shouldCloseConnection} reads; structural, no import of Node. */
export interface IncomingLike {
  readonly httpVersionMajor?: number | undefined;
  /** Whether all of the request has come. */
  readonly complete?: boolean | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What a server can throw away for the sake of a connection that stays open, in bytes. */
const SMALL = 65_536;

/**
 * Tells whether a refusal ought to close the connection (`Connection: close`): the request has a body
 * that nobody will read and that is large, or that does not say how large it is. Left open, the server
 * would receive it to its end first. Of HTTP/2 only the stream is concerned, and that ends by itself.
 *
 * @param request Node's own request, before its body was read.
 */
export function shouldCloseConnection({ httpVersionMajor, complete, headers }: IncomingLike): boolean {
  if (complete === true || (httpVersionMajor ?? 1) > 1) return false;
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > SMALL;
}

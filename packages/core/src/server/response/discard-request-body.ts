/** The part of Node's socket that {@link discardRequestBody} uses. */
interface SocketLike {
  readonly bytesRead?: number | undefined;
  destroySoon?(): void;
  destroy?(): unknown;
  once?(event: 'close', listener: () => void): unknown;
  off?(event: 'close', listener: () => void): unknown;
}

/** The part of Node's `IncomingMessage` that {@link discardRequestBody} uses. A structural type, without an import of Node. */
export interface IncomingLike {
  readonly httpVersionMajor?: number | undefined;
  /** Whether the whole request was received. */
  readonly complete?: boolean | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: SocketLike | null | undefined;
  once?(event: 'end', listener: () => void): unknown;
  resume?(): unknown;
}

/** A body up to this size is received to the end, so that the connection can serve further requests. */
const MAX_KEPT_BYTES = 65_536;
/** The rest of a body is received for one such period, in milliseconds. */
const PERIOD_MS = 2000;
/** A client that sends this much in a period gets another one: 1 MiB. */
const MIN_PERIOD_BYTES = 1_048_576;
const MAX_MS = 10_000;
/** How often the size is checked, in milliseconds. */
const CHECK_MS = 200;
/** How much of the rest of a body is received: 64 MiB. */
const MAX_DISCARDED_BYTES = 67_108_864;

/** The requests whose body is being discarded, and whether their connection closes. */
const discarded = /* @__PURE__ */ new WeakMap<IncomingLike, boolean>();

/**
 * Discards the body of a request that is rejected before its body was read. Call it before the response is sent, and
 * add `Connection: close` to the response if the result is true.
 *
 * A client that is still sending when its connection closes loses the response: its own data makes the server's system
 * reset the connection (RFC 9112 section 9.6). So the rest of the body is received and discarded, for two seconds and
 * 64 MiB at most; a client that sends at least 1 MiB every two seconds has ten. After that the connection is cut, so
 * that a client cannot hold it by never ending its body. If the body is larger than 64 KiB or of unknown length, the
 * connection closes once the body was received: the header makes the client stop sending. With HTTP/2 only the stream
 * is affected, and it ends by itself.
 *
 * @param request Node's request, before its body was read. A repeated call has no effect.
 * @returns Whether the response must have the header `Connection: close`.
 * @example
 * ```ts
 * import type { IncomingMessage, ServerResponse } from 'node:http';
 * import { discardRequestBody } from '@lynk-auth/core/server';
 *
 * declare const request: IncomingMessage;
 * declare const response: ServerResponse;
 *
 * if (discardRequestBody(request)) response.setHeader('Connection', 'close');
 * response.writeHead(401).end();
 * ```
 */
export function discardRequestBody(request: IncomingLike): boolean {
  const known = discarded.get(request);
  if (known !== undefined) return known;
  const { httpVersionMajor = 1, complete, headers } = request;
  const length = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : null;
  if (complete === true || httpVersionMajor > 1 || length === 0) return false;
  const closes = length === null || length > MAX_KEPT_BYTES;
  discarded.set(request, closes);
  receive(request, closes);
  return closes;
}

/** Receives the rest of the body within the limits. */
function receive(request: IncomingLike, closes: boolean): void {
  const socket = request.socket ?? {};
  // Not counted by 'data' events: Node removes their listeners once the response is sent.
  const bytesRead = () => socket.bytesRead ?? 0;
  const first = bytesRead();
  let periodStart = first;
  let checks = 0;
  const timer: unknown = setInterval(() => {
    checks += 1;
    const now = bytesRead();
    const isPeriod = (checks * CHECK_MS) % PERIOD_MS === 0;
    const isSlow = isPeriod && now - periodStart < MIN_PERIOD_BYTES;
    if (isPeriod) periodStart = now;
    if (isSlow || now - first > MAX_DISCARDED_BYTES || checks * CHECK_MS >= MAX_MS) {
      stop();
      socket.destroy?.();
    }
  }, CHECK_MS);
  // On Node, a timer must not keep the process alive.
  (timer as { unref?: () => void }).unref?.();
  const stop = () => {
    clearInterval(timer as number);
    // The connection may serve many more requests.
    socket.off?.('close', stop);
  };
  socket.once?.('close', stop);

  const received = closes ? delayClose(socket) : () => undefined;
  request.once?.('end', () => {
    stop();
    received();
  });
  request.resume?.();
}

/**
 * Makes Node keep a socket open beyond the response. Once a response with `Connection: close` is written, Node calls
 * the socket's `destroySoon`, whichever framework has sent it.
 *
 * @returns A function that closes the socket, after the response at the earliest.
 */
function delayClose(socket: SocketLike): () => void {
  if (typeof socket.destroySoon !== 'function' || Object.hasOwn(socket, 'destroySoon'))
    return () => undefined;
  let isSent = false;
  let isReceived = false;
  const closeIfDone = () => {
    if (!isSent || !isReceived) return;
    // Node's own again.
    Reflect.deleteProperty(socket, 'destroySoon');
    socket.destroySoon?.();
  };
  socket.destroySoon = () => {
    isSent = true;
    closeIfDone();
  };
  return () => {
    isReceived = true;
    closeIfDone();
  };
}

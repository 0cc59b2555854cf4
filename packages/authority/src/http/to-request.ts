import { LynkConfigurationError } from '@lynk-auth/core';
import type { IncomingLike } from '@lynk-auth/core/server';
import { toBodyStream } from './to-body-stream.ts';

/** The part of Node's `IncomingMessage` that is read. A structural type, without an import of Node. */
export interface IncomingRequest extends IncomingLike {
  readonly method?: string | undefined;
  /** The path and query. */
  readonly url?: string | undefined;
  /** All header lines as received: name, value, name, value, … */
  readonly rawHeaders: readonly string[];
  readonly socket?:
    | (NonNullable<IncomingLike['socket']> & {
        readonly remoteAddress?: string | undefined;
        readonly encrypted?: boolean | undefined;
      })
    | null
    | undefined;
  /** Whether the body was read to its end. */
  readonly readableEnded?: boolean | undefined;
  /** What a body parser has made of the body. */
  readonly body?: unknown;
  on?(event: string, listener: (value?: unknown) => void): unknown;
  off?(event: string, listener: (value?: unknown) => void): unknown;
  pause?(): unknown;
}

/**
 * Converts Node's request to a web `Request`. Libraries for this keep one of several `Authorization` lines, know nothing of
 * body parsers, or bring a framework.
 *
 * @param path The path and query. Default: those of the request.
 * @throws {LynkConfigurationError} if the body was read already and is not there.
 */
export function toRequest(incoming: IncomingRequest, path = incoming.url ?? '/'): Request {
  const { method = 'GET', rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    // The pseudo-headers of HTTP/2.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[index + 1] as string);
  }
  const url = toUrl(incoming, path);
  if (!hasBody(incoming)) return new Request(url, { method, headers });
  const body = incoming.readableEnded === true ? toParsedBody(incoming) : toBodyStream(incoming);
  const init = { method, headers, body, duplex: 'half' } as const;
  return new Request(url, init as RequestInit);
}

const hasBody = ({ method = 'GET', headers }: IncomingRequest): boolean =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

/** The client chooses the host, and it may be anything. The path is not resolved: `//host/x` is a path here. */
function toUrl({ headers, socket }: IncomingRequest, target: string): URL {
  const scheme = socket?.encrypted === true ? 'https' : 'http';
  const host = String(headers['host'] ?? headers[':authority'] ?? 'localhost');
  const path = target.startsWith('/') ? target : '/';
  const isHost = /^[\w.:[\]-]+$/.test(host) && URL.canParse(`${scheme}://${host}`);
  return new URL(`${scheme}://${isHost ? host : 'localhost'}${path}`);
}

/** Restores the body that a body parser has read. */
function toParsedBody({ body, headers }: IncomingRequest): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body as string | Uint8Array<ArrayBuffer>;
  if (typeof body !== 'object' || body === null) {
    throw new LynkConfigurationError(
      'toNodeHandler: the body of the request was read before. Mount the handler before what reads bodies.',
    );
  }
  const isForm = String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
  return isForm ? encodeForm(body) : JSON.stringify(body);
}

/** A parameter that was sent twice is a list. */
function encodeForm(body: object): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, String(each));
  }
  return form.toString();
}

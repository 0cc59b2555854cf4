import { isJsonType } from '@lynk-auth/core/client';
import { assertOption, prepareBody } from '@lynk-auth/core/internal';
import { toHeadersInit } from './to-headers-init.ts';

/** The parts of a request, its body in a form that every `fetch` can send. */
export interface ReadRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: unknown;
  readonly signal: AbortSignal | null | undefined;
  readonly body: unknown;
  /** The `Content-Type` that the body has by itself. */
  readonly type?: string | undefined;
  readonly canReplay: boolean;
  /** All other options of the call. */
  readonly rest: RequestInit;
}

/**
 * Reads the arguments of a `fetch`, whose `Request`, `URL` and body may belong to any implementation.
 *
 * @param input A URL or a `Request`. Its whole body is read, since a `Request` can be sent only once.
 * @param options The options of the call.
 * @throws {LynkConfigurationError} As a rejection, if an argument is none of these or the body was read already.
 */
export async function readRequest(
  input: unknown,
  options: RequestInit | null | undefined,
): Promise<ReadRequest> {
  const init = isRequest(input) ? await unpack(input, options ?? {}) : (options ?? {});
  const { method = 'GET', headers, signal, body, ...rest } = init;
  return { url: readUrl(input), method, headers, signal, ...(await prepareBody(body)), rest };
}

function readUrl(input: unknown): string {
  const { href, url } = Object(input) as { href?: unknown; url?: unknown };
  const address = typeof input === 'string' ? input : (href ?? url);
  assertOption('fetch', typeof address === 'string', 'the first argument must be a URL or a Request');
  return address;
}

function isRequest(input: unknown): input is Request {
  const { url, method, headers } = Object(input) as { [Key in keyof Request]?: unknown };
  return typeof url === 'string' && typeof method === 'string' && typeof headers === 'object';
}

/** The other options that a Request has, with their defaults. A runtime may reject an option that it does not know. */
const DEFAULTS = { cache: 'default', credentials: 'same-origin', integrity: '', keepalive: false };

async function unpack(request: Request, init: RequestInit): Promise<RequestInit> {
  const { method, headers, signal } = request;
  const own: RequestInit & Record<string, unknown> = { method, headers, signal };
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const set = request[name as keyof Request] ?? value;
    if (set !== value) own[name] = set;
  }
  // As for fetch itself, an undefined option is absent.
  for (const [name, value] of Object.entries(init)) if (value !== undefined) own[name] = value;
  // Some implementations do not have `body`.
  const hasBody = init.body === undefined && request.body !== null && method !== 'GET' && method !== 'HEAD';
  if (!hasBody) return own;
  assertOption('fetch', !request.bodyUsed, 'the body of the Request was already read');
  const body = await request.arrayBuffer();
  // Sent as a string, so that a GraphQL query can be recognized and retried.
  const isJson = isJsonType(new Headers(toHeadersInit(headers)).get('content-type'));
  return { ...own, body: isJson ? new TextDecoder().decode(body) : body };
}

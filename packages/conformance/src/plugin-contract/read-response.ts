import type { ErrorFormatName } from './plugin-under-test.ts';

/** A response as received over the connection. */
export interface ReceivedResponse {
  readonly status: number;
  /** Keyed by lower-case names. Several lines of one name are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Read as latin-1. */
  readonly body: string;
  /** The format of error responses that the app was started with. */
  readonly errorFormat?: ErrorFormatName | undefined;
}

/** What the received bytes do not show. */
interface Circumstances {
  /** Whether the request was a HEAD. */
  readonly toHead: boolean;
  /** Whether nothing more will come. */
  readonly ended: boolean;
}

/** Parses the first final response; `undefined` while it is incomplete. */
export function readResponse(
  text: string,
  about: Circumstances,
): { readonly response: ReceivedResponse; readonly rest: string } | undefined {
  const gap = text.indexOf('\r\n\r\n');
  if (gap < 0) return undefined;
  const [start = '', ...lines] = text.slice(0, gap).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] ([1-5]\d\d)/.exec(start)?.[1]);
  if (Number.isNaN(status)) throw new Error('The response is not HTTP.');
  const after = text.slice(gap + 4);
  if (status < 200 && status !== 101) return readResponse(after, about);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const body =
    about.toHead || status === 204 || status === 304 ? ['', after] : readBody(headers, after, about);
  if (body === undefined) return undefined;
  return { response: { status, headers, body: body[0] as string }, rest: body[1] as string };
}

/** Returns the body and the bytes that follow it. */
function readBody(headers: Record<string, string>, text: string, { ended }: Circumstances) {
  if (headers['transfer-encoding'] === 'chunked') return readChunks(text);
  const length = headers['content-length'];
  if (length === undefined) return ended ? [text, ''] : undefined;
  const end = Number(length);
  return text.length < end ? undefined : [text.slice(0, end), text.slice(end)];
}

function readChunks(text: string): string[] | undefined {
  let body = '';
  let rest = text;
  for (;;) {
    const [line, size] = /^([0-9a-f]+)[^\r]*\r\n/i.exec(rest) ?? [];
    if (line === undefined || size === undefined) return undefined;
    const end = line.length + Number.parseInt(size, 16);
    if (rest.length < end + 2) return undefined;
    body += rest.slice(line.length, end);
    rest = rest.slice(end + 2);
    if (end === line.length) return [body, rest];
  }
}

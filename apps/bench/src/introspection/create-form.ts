import type { StartedIntrospection } from './variants.ts';

/** Creates an introspection request (RFC 7662 section 2.1), with the headers of Node's `fetch`. */
export function createForm({ port, path, authorization, token }: StartedIntrospection): string {
  const body = new URLSearchParams({ token, token_type_hint: 'access_token' }).toString();
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'connection: keep-alive',
    `authorization: ${authorization}`,
    'accept: application/json',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${body.length}`,
    'user-agent: node',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

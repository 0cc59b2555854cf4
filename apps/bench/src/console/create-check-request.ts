import type { Started } from '../plugins/variant.ts';

const BODY = JSON.stringify({ query: 'query { organization { id name } }' });

/** Creates the check of the documentation, with the headers of curl. */
export function createCheckRequest({ port, authorization }: Started): string {
  const head = [
    'POST /lynkapi HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'user-agent: curl/8.5.0',
    'accept: */*',
    `authorization: ${authorization}`,
    'content-type: application/json',
    `content-length: ${BODY.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${BODY}`;
}

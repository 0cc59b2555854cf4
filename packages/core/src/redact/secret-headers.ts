/** Headers with credentials of any vendor. */
export const SECRET_HEADERS: readonly string[] = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
];

/**
 * Returns the name of a header from the name of a field that holds it: `http.request.header.set_cookie` of telemetry,
 * `HTTP_AUTHORIZATION` of CGI.
 */
export function toHeaderName(field: string): string {
  const name = field.slice(field.lastIndexOf('.') + 1).toLowerCase();
  return name.replaceAll('_', '-').replace(/^http-/, '');
}

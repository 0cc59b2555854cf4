/** A response. Unlike one of the API, it may set several cookies, and its body may be a file. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Uint8Array;
}

/** Creates a response that no cache may keep. */
export const jsonReply = (status: number, value: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  body: JSON.stringify(value),
});

/** Creates an error response in the shape of all others. The message is written for the user. */
export const errorReply = (
  status: number,
  error: { readonly code: string; readonly message: string },
  headers?: Reply['headers'],
): Reply =>
  jsonReply(status, { errors: [{ message: error.message, extensions: { code: error.code } }] }, headers);

/** Sends JSON as a page of a console does, with the address of the client as a proxy appends it. */
export function postJson(
  url: string,
  body: object | string,
  { client, headers }: { readonly client: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(url).origin,
      'x-forwarded-for': client,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

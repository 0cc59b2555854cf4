/** The limits that a client of lynk-auth has by default. */
export const TIMEOUT_MS = 30_000;
export const MAX_BYTES = 67_108_864;

/** Sends a request with a limit of its time and of the size of its response, as a caller of `fetch` writes it by hand. */
export async function limitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.body === null) return response;
  const reader = response.body.getReader();
  let length = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value } = await reader.read();
        if (value === undefined) return controller.close();
        length += value.length;
        if (length > MAX_BYTES) {
          void reader.cancel();
          return controller.error(new Error('The response is too large.'));
        }
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}

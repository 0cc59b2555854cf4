import { hasMethod } from '../../common/assert-option.ts';

/** Reads a response body of any implementation, chunk by chunk. */
export interface BodyReader {
  read(): Promise<{ readonly value?: Uint8Array | undefined; readonly done?: boolean | undefined }>;
  /** Ends the body and releases its connection. Never rejects. */
  cancel(reason?: unknown): Promise<void>;
}

/**
 * Opens the body of a response: a web stream, or a Node.js stream as `node-fetch` has it.
 *
 * @param body The `body` of a response.
 * @returns The reader.
 */
export function openBody(body: unknown): BodyReader {
  if (hasMethod(body, 'getReader')) {
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    return {
      read: () => reader.read(),
      cancel: (reason) => reader.cancel(reason).catch(() => undefined),
    };
  }
  const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  return {
    read: () => chunks.next(),
    cancel: async () => discardBody(body),
  };
}

/** Closes a body that will not be read. Does not wait for it, since the server may never respond. */
export function discardBody(body: unknown): void {
  if (hasMethod(body, 'destroy')) (body as { destroy(): void }).destroy();
  else if (hasMethod(body, 'cancel') && !(body as ReadableStream).locked)
    (body as ReadableStream).cancel().catch(() => undefined);
}

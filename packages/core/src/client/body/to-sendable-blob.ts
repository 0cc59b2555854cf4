/** The part of a Node.js stream that is used. */
interface NodeWritable {
  write(chunk: Uint8Array): boolean;
  end(): void;
  destroy(error: unknown): void;
  once(event: string, listener: () => void): void;
}

/** A web stream with what some implementations of `fetch` expect of the stream of a Blob. */
interface SendableStream extends ReadableStream<Uint8Array<ArrayBuffer>> {
  pipe?: (destination: NodeWritable) => void;
  readable?: unknown;
}

/**
 * Makes every implementation of `fetch` able to send a native Blob, with its length and without reading it first.
 * `node-fetch` 2 and `cross-fetch` call `pipe` on its stream, and `@whatwg-node/fetch` reads `readable`.
 *
 * @param blob A Blob that belongs to the request alone: it is changed.
 * @returns The same Blob.
 */
export function toSendableBlob(blob: Blob): Blob {
  const read = blob.stream.bind(blob);
  const stream = (): SendableStream => {
    const source: SendableStream = read();
    source.readable = source;
    source.pipe = (destination) => void pipe(source, destination);
    return source;
  };
  return Object.defineProperty(blob, 'stream', { value: stream });
}

async function pipe(source: ReadableStream<Uint8Array>, destination: NodeWritable): Promise<void> {
  const reader = source.getReader();
  let closed = false;
  const close = new Promise<void>((resolve) =>
    destination.once('close', () => {
      closed = true;
      resolve();
    }),
  );
  try {
    for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
      if (!destination.write(part.value))
        await Promise.race([close, new Promise<void>((resolve) => destination.once('drain', resolve))]);
      if (closed) return void reader.cancel().catch(() => undefined);
    }
    destination.end();
  } catch (error) {
    destination.destroy(error);
  }
}

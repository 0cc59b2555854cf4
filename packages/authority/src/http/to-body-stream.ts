import type { IncomingRequest } from './to-request.ts';

/**
 * Converts the body of Node's request to a stream. Nothing is read until the stream is, so that a request can be rejected
 * before its body is received. Cancelling it leaves the rest to `discardRequestBody`, which keeps the connection alive.
 */
export function toBodyStream(incoming: IncomingRequest): ReadableStream<Uint8Array> {
  let stop: (() => void) | undefined;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const onData = (chunk: unknown) => {
      controller.enqueue(chunk as Uint8Array);
      if ((controller.desiredSize ?? 0) <= 0) incoming.pause?.();
    };
    const onEnd = () => {
      stop?.();
      controller.close();
    };
    const onError = () => {
      stop?.();
      controller.error(new Error('The client closed the connection.'));
    };
    const listeners = [
      ['data', onData],
      ['end', onEnd],
      ['error', onError],
      ['close', onError],
    ] as const;
    for (const [event, listener] of listeners) incoming.on?.(event, listener);
    stop = () => {
      for (const [event, listener] of listeners) incoming.off?.(event, listener);
    };
  };
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (stop === undefined) start(controller);
        incoming.resume?.();
      },
      cancel() {
        stop?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/// <reference types="node" />
import { Writable } from 'node:stream';

/** A stream that keeps what is written to it. */
export function collect(): { readonly stream: Writable; readonly output: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, output: () => chunks.join('') };
}

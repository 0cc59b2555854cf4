import type { RedactorOptions } from './create-redactor.ts';
import { findCut } from './find-cut.ts';
import { skipRun } from './read-run.ts';
import { readRedactRules } from './redact-rules.ts';
import { redactText } from './redact-text.ts';

/** The output of a stream is delayed by at most this many characters. */
const MAX_PENDING = 65_536;

/**
 * Creates a stream that masks tokens in text, such as the output of a process. A token is found wherever the chunks
 * end: the end of a chunk is held back while it could belong to one, at most 65,536 characters.
 *
 * @param options The token formats. Headers are not recognized in text.
 * @returns A transform stream of strings. Use `TextDecoderStream` and `TextEncoderStream` for bytes.
 * @throws {LynkConfigurationError} if an option is unknown or of the wrong type.
 * @example
 * ```ts
 * import { createRedactionStream } from '@lynk-auth/core';
 *
 * declare const output: ReadableStream<Uint8Array<ArrayBuffer>>;
 * declare const log: WritableStream<Uint8Array>;
 *
 * await output
 *   .pipeThrough(new TextDecoderStream())
 *   .pipeThrough(createRedactionStream())
 *   .pipeThrough(new TextEncoderStream())
 *   .pipeTo(log);
 * ```
 */
export function createRedactionStream(
  options: Pick<RedactorOptions, 'formats'> = {},
): TransformStream<string, string> {
  const rules = readRedactRules('createRedactionStream', options, ['formats']);
  let pending = '';
  // Whether the output ends with a token whose rest is still to come.
  let skipping = false;
  return new TransformStream<string, string>({
    transform(chunk, controller) {
      const next = skipping ? skipRun(chunk) : chunk;
      const text = pending + next;
      const { position, withinToken } = findCut(text, pending.length, rules, MAX_PENDING);
      skipping = withinToken || (skipping && next === '');
      pending = text.slice(position);
      const redacted = redactText(text.slice(0, position), rules);
      if (redacted !== '') controller.enqueue(redacted);
    },
    flush(controller) {
      if (pending !== '') controller.enqueue(redactText(pending, rules));
    },
  });
}

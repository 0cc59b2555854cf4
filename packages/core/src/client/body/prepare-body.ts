import { hasMethod } from '../../common/assert-option.ts';
import { tagOf } from '../../common/tag-of.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import { encodeForm } from './encode-form.ts';
import { isBlob } from './is-blob.ts';
import { nativeBlobClass, toNativeBlob } from './to-native-blob.ts';
import { toSendableBlob } from './to-sendable-blob.ts';

/** The body of a request in a form that every implementation of `fetch` sends as it is meant. */
export interface PreparedBody {
  readonly body: unknown;
  /** The `Content-Type` that the body has by itself; that of a form contains its boundary. */
  readonly type?: string | undefined;
  /** Whether the body can be sent again. A stream cannot. */
  readonly canReplay: boolean;
}

/** A form of any implementation. */
interface Entries {
  entries(): Iterable<readonly [string, unknown]>;
}

/**
 * Prepares the body of a request. A `fetch` sends the forms, files and parameters of another implementation as a string
 * such as `[object FormData]`. They are recognized by their shape and converted.
 *
 * @param body The body of the caller.
 * @returns The body to send, synchronously unless it is a form or a file.
 * @throws {LynkConfigurationError} if no `fetch` can send the body, or the bytes of a file cannot be read. For a stream
 *   that the `fetch` in use cannot send, the `fetch` throws it.
 */
export function prepareBody(body: unknown): PreparedBody | Promise<PreparedBody> {
  const tag = tagOf(body);
  if (['String', 'Number', 'Boolean'].includes(tag)) return { body: String(body), canReplay: true };
  if (body === undefined || body === null) return { body, canReplay: true };
  if (ArrayBuffer.isView(body)) return { body: toOwnMemory(body), canReplay: true };
  // As a view: not every implementation recognizes a buffer of another realm.
  if (tag === 'ArrayBuffer') return { body: new Uint8Array(body as ArrayBuffer), canReplay: true };
  if (isBlob(body)) return prepareBlob(body);
  // The methods of both, since not every implementation has a tag. Only URLSearchParams can be sorted.
  if (hasMethod(body, 'getAll') && hasMethod(body, 'entries')) {
    if (!hasMethod(body, 'sort')) return prepareForm(body as Entries);
    return { body: String(body), type: 'application/x-www-form-urlencoded;charset=UTF-8', canReplay: true };
  }
  if (hasMethod(body, 'getReader') || hasMethod(body, 'pipe') || Symbol.asyncIterator in Object(body)) {
    Reflect.defineProperty(body as object, Symbol.toPrimitive, { value: rejectAsString, configurable: true });
    return { body, canReplay: false };
  }
  throw new LynkConfigurationError(
    'The body of a request must be a string, bytes, a form, URLSearchParams, a File, a Blob or a stream: convert an object with JSON.stringify.',
  );
}

/** Copies shared memory: undici sends a view of it as the string `1,2,3`. */
function toOwnMemory(view: ArrayBufferView): ArrayBufferView {
  const { buffer, byteOffset, byteLength } = view;
  const isShared = tagOf(buffer) === 'SharedArrayBuffer';
  return isShared ? new Uint8Array(buffer, byteOffset, byteLength).slice() : view;
}

/**
 * No implementation knows every kind of stream: `node-fetch` sends the name of a web stream, and the others send that of
 * a form of the package `form-data`. Which one sends the request is unknown, but all convert the stream to a string.
 */
function rejectAsString(): never {
  throw new LynkConfigurationError(
    'The body of a request is a stream that this fetch cannot send: use a stream of its own kind, bytes, or the FormData of the runtime.',
  );
}

async function prepareBlob(blob: Blob): Promise<PreparedBody> {
  const native = await toNativeBlob(blob, await nativeBlobClass());
  const own = native.slice(0, native.size, native.type);
  return { body: toSendableBlob(own), type: own.type || undefined, canReplay: true };
}

async function prepareForm(form: Entries): Promise<PreparedBody> {
  const body = await encodeForm(form.entries());
  return { body, type: body.type, canReplay: true };
}

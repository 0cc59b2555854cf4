import { isBlob } from './is-blob.ts';
import { nativeBlobClass, toNativeBlob } from './to-native-blob.ts';
import { toSendableBlob } from './to-sendable-blob.ts';

/**
 * Encodes a form as `multipart/form-data` (RFC 7578), as the HTML standard does. Unlike a `FormData`, the result can be
 * sent by every implementation of `fetch`, more than once, and its type contains the boundary. It does not read native
 * files: they are streamed while the Blob is sent.
 *
 * @param entries The names and values, such as those of a `FormData` of any implementation.
 * @returns The encoded form.
 * @throws {LynkConfigurationError} as a rejection, if the bytes of a file cannot be read.
 */
export async function encodeForm(entries: Iterable<readonly [string, unknown]>): Promise<Blob> {
  const NativeBlob = await nativeBlobClass();
  const boundary = createBoundary();
  const parts: (string | Blob)[] = [];
  for (const [name, value] of entries) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(toCrLf(name))}"`;
    if (isBlob(value)) {
      parts.push(`${head}${describeFile(value)}\r\n\r\n`, await toNativeBlob(value, NativeBlob), '\r\n');
    } else {
      parts.push(`${head}\r\n\r\n${toCrLf(String(value))}\r\n`);
    }
  }
  parts.push(`--${boundary}--\r\n`);
  return toSendableBlob(new NativeBlob(parts, { type: `multipart/form-data; boundary=${boundary}` }));
}

function describeFile(file: Blob): string {
  const { name = 'blob' } = file as { name?: unknown };
  // The type of another implementation may hold a line break.
  const type = /^[ -~]+$/.test(file.type) ? file.type : 'application/octet-stream';
  return `; filename="${escapeName(String(name))}"\r\nContent-Type: ${type}`;
}

/** Lower case, since a Blob changes its type to that. It is random, so that no file can contain it on purpose. */
function createBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `lynk-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const toCrLf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');

const escapeName = (name: string) => name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');

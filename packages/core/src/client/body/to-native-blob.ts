import { hasMethod } from '../../common/assert-option.ts';
import { LynkConfigurationError, LynkNetworkError } from '../../errors/errors.ts';

/** The class of the runtime's own `fetch`. A test environment such as jsdom replaces the global one. */
export const nativeBlobClass = async (): Promise<typeof Blob> =>
  (await new Response('').blob()).constructor as typeof Blob;

/**
 * Converts a Blob of any implementation to one that `fetch` can send.
 *
 * @param blob The Blob or File.
 * @param NativeBlob The class of {@link nativeBlobClass}.
 * @returns The same Blob if it is native, and so is read only while it is sent; otherwise a copy in memory.
 * @throws {LynkConfigurationError} as a rejection, if its bytes cannot be read.
 */
export async function toNativeBlob(blob: Blob, NativeBlob: typeof Blob): Promise<Blob> {
  // Safe here: a native Blob that is not recognized is copied.
  const isNative: boolean = blob instanceof NativeBlob;
  if (isNative) return blob;
  if (!hasMethod(blob, 'arrayBuffer')) {
    throw new LynkConfigurationError(
      'A file of the request is a Blob without arrayBuffer(), so its bytes cannot be read: use the Blob or File of the runtime.',
    );
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await blob.arrayBuffer();
  } catch {
    throw new LynkNetworkError('A file of the request could not be read.', { sent: false });
  }
  return new NativeBlob([bytes], { type: blob.type });
}

/** Converts a digest that was read: the drivers return other views, or a bare buffer. */
export const toBytes = (digest: Uint8Array): Uint8Array => new Uint8Array(digest);

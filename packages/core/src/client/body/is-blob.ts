import { hasMethod } from '../../common/assert-option.ts';
import { tagOf } from '../../common/tag-of.ts';

/** Returns whether a value is a `Blob` or a `File` of any implementation. */
export function isBlob(value: unknown): value is Blob {
  if (typeof value !== 'object' || value === null) return false;
  const tag = tagOf(value);
  // Not every implementation has a tag.
  return (
    tag === 'Blob' ||
    tag === 'File' ||
    (hasMethod(value, 'arrayBuffer') && hasMethod(value, 'slice') && 'size' in value)
  );
}

import { assertOption } from '@lynk-auth/core/internal';

/**
 * Makes the body of an upload (GraphQL multipart request specification): `operations`, `map`, then the
 * files, in this order. Files are not read: the runtime streams them, where it can.
 *
 * @param operation `query`, `variables` and so on; a file in several places is sent once.
 * @throws {LynkConfigurationError} where there is no file in it.
 */
export function toForm(operation: object): FormData {
  const places = new Map<Blob, string[]>();
  const operations = withoutFiles(operation, '', places);
  assertOption('upload', places.size > 0, 'there must be a File or a Blob in the variables');
  const form = new FormData();
  const files = [...places];
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify(Object.fromEntries(files.map(([, paths], index) => [index, paths]))));
  for (const [index, [file]] of files.entries()) form.append(String(index), file);
  return form;
}

/** A copy with `null` in the place of every file. */
function withoutFiles(value: unknown, path: string, places: Map<Blob, string[]>): unknown {
  if (value instanceof Blob) {
    places.set(value, [...(places.get(value) ?? []), path]);
    return null;
  }
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => withoutFiles(item, below(index), places));
  // What is written by a method of its own holds no file.
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutFiles(item, below(key), places)]),
  );
}

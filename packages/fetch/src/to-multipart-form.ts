import { assertOption } from '@lynk-auth/core/internal';

/**
 * Creates the body of an upload (GraphQL multipart request specification): `operations`, `map`, then the files, in
 * this order. It does not read the files: the runtime streams them if it can.
 *
 * @param operation The operation with `query`, `variables` and so on. A file that occurs several times is sent once.
 * @throws {LynkConfigurationError} When the operation contains no file.
 */
export function toMultipartForm(operation: object): FormData {
  const pathsByFile = new Map<Blob, string[]>();
  const operations = withoutFiles(operation, '', pathsByFile);
  assertOption('upload', pathsByFile.size > 0, 'the variables must contain a File or a Blob');
  const form = new FormData();
  const files = [...pathsByFile];
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify(Object.fromEntries(files.map(([, paths], index) => [index, paths]))));
  for (const [index, [file]] of files.entries()) form.append(String(index), file);
  return form;
}

/** Copies a value, replaces each file by `null` and collects the paths of the files. */
function withoutFiles(value: unknown, path: string, pathsByFile: Map<Blob, string[]>): unknown {
  if (value instanceof Blob) {
    pathsByFile.set(value, [...(pathsByFile.get(value) ?? []), path]);
    return null;
  }
  const childPath = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value))
    return value.map((item, index) => withoutFiles(item, childPath(index), pathsByFile));
  // An object with its own `toJSON` contains no file.
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutFiles(item, childPath(key), pathsByFile)]),
  );
}

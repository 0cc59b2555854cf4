import { assertOption, encodeForm } from '@lynk-auth/core/internal';
import { splitFiles } from './split-files.ts';

/**
 * Creates the body of an upload (GraphQL multipart request specification): `operations`, `map`, then the files, in
 * this order.
 *
 * @param operation The operation with `query`, `variables` and so on. A file that occurs several times is sent once.
 * @throws {LynkConfigurationError} As a rejection, if the operation contains no file, or one that cannot be read.
 */
export async function toMultipartBody(operation: object): Promise<Blob> {
  const { operation: operations, pathsByFile } = splitFiles('upload', operation);
  assertOption('upload', pathsByFile.size > 0, 'the variables must contain a File or a Blob');
  const files = [...pathsByFile];
  const map = Object.fromEntries(files.map(([, paths], index) => [index, paths]));
  return encodeForm([
    ['operations', JSON.stringify(operations)],
    ['map', JSON.stringify(map)],
    ...files.map(([file], index) => [String(index), file] as const),
  ]);
}

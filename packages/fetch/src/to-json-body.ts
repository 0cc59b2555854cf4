import { assertOption } from '@lynk-auth/core/internal';
import { splitFiles } from './split-files.ts';

/**
 * Creates the body of a query.
 *
 * @param operation The operation with `query`, `variables` and so on.
 * @throws {LynkConfigurationError} If a variable is a file or cannot be sent as JSON.
 */
export function toJsonBody(operation: {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | undefined;
}): string {
  if (operation.variables !== undefined) {
    const { pathsByFile } = splitFiles('query', { variables: operation.variables });
    assertOption('query', pathsByFile.size === 0, 'a variable is a File or a Blob: send it with upload');
  }
  return JSON.stringify(operation);
}

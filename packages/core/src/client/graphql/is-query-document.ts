/** Comments, block strings, strings, names and brackets. The order matters: none is mistaken for another. */
const TOKENS = /#[^\n\r]*|"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n\r])*"|[_A-Za-z]\w*|[{}()]/g;

/**
 * Returns whether a GraphQL document only reads, so that it is safe to send again. If in doubt it returns false.
 *
 * @param document The source text of a document.
 * @param operationName The operation to execute. Default: all of them.
 * @returns True if every selected operation is a query.
 * @example
 * ```ts
 * import { isQueryDocument } from '@lynk-auth/core/client';
 *
 * isQueryDocument('{ organization { id } }'); // true
 * isQueryDocument('mutation { sbomUpload { errors } }'); // false
 * ```
 */
export function isQueryDocument(document: string, operationName?: string | null): boolean {
  let depth = 0;
  let kind: string | undefined;
  let name: string | undefined;
  let isQuery: boolean | undefined;
  for (const [token] of document.matchAll(TOKENS)) {
    if (token === '}' || token === ')') depth -= 1;
    else if (token === '{' || token === '(') {
      const begins = depth === 0 && token === '{';
      depth += 1;
      if (!begins) continue;
      const isSelected = kind !== 'fragment' && (!operationName || name === operationName);
      if (isSelected) isQuery = isQuery !== false && (kind === undefined || kind === 'query');
      kind = name = undefined;
    } else if (depth === 0 && /^\w/.test(token)) {
      if (kind === undefined) kind = token;
      else name ??= token;
    }
  }
  return isQuery === true;
}

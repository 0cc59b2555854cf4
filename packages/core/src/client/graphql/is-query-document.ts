/** Comments, block strings, strings, names and brackets: in this order, none is mistaken for another. */
const TOKENS = /#[^\n\r]*|"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n\r])*"|[_A-Za-z]\w*|[{}()]/g;

/**
 * Tells whether a GraphQL document only reads: then it may be sent again without harm. It errs on the
 * other side: what it cannot read is no query.
 *
 * @param document The text of a document.
 * @param operationName Which of its operations is meant. Default: all of them.
 * @returns True where every operation that is meant is a query.
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
      const isMeant = kind !== 'fragment' && (!operationName || name === operationName);
      if (isMeant) isQuery = isQuery !== false && (kind === undefined || kind === 'query');
      kind = name = undefined;
    } else if (depth === 0 && /^\w/.test(token)) {
      if (kind === undefined) kind = token;
      else name ??= token;
    }
  }
  return isQuery === true;
}

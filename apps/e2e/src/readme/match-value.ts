import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';

/**
 * Checks a value against the comment of an example: `// → VALUE`, with an optional remark after a semicolon. In VALUE, `…`
 * matches any characters in a string and anything elsewhere. A name matches anything, so `{ ok: true, principal }` checks
 * the keys.
 *
 * @param value The value at run time.
 * @param shown The text after the arrow.
 * @returns The problem, or `null`.
 */
export function matchValue(value: unknown, shown: string): string | null {
  const parts = shown
    .split(/('(?:[^'\\]|\\.)*')/)
    .map((part) => (part.startsWith("'") ? part : part.replaceAll('…', '__any')));
  const file = ts.createSourceFile('value.ts', `(${parts.join('')}\n)`, ts.ScriptTarget.Latest, true);
  const [statement] = file.statements;
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics: readonly unknown[] };
  if (statement === undefined || !ts.isExpressionStatement(statement) || parseDiagnostics.length > 0) {
    return `not a value: ${shown}`;
  }
  return matches(value, statement.expression) ? null : `the value is not ${shown}`;
}

function matches(value: unknown, node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return matches(value, node.expression);
  if (ts.isIdentifier(node)) return node.text === 'undefined' ? value === undefined : value !== undefined;
  if (ts.isStringLiteralLike(node)) {
    const parts = node.text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return typeof value === 'string' && new RegExp(`^${parts.join('[^]*')}$`).test(value);
  }
  if (ts.isObjectLiteralExpression(node)) return matchesObject(value, node);
  if (ts.isArrayLiteralExpression(node)) {
    if (!Array.isArray(value)) return false;
    const open = node.elements.some((each) => ts.isIdentifier(each) && each.text === '__any');
    const elements = node.elements.filter((each) => !(ts.isIdentifier(each) && each.text === '__any'));
    if (open ? value.length < elements.length : value.length !== elements.length) return false;
    return elements.every((each, index) => matches(value[index], each));
  }
  return isDeepStrictEqual(value, literal(node));
}

function matchesObject(value: unknown, node: ts.ObjectLiteralExpression): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const shown = new Set<string>();
  let open = false;
  for (const property of node.properties) {
    if (property.name === undefined) return false;
    const key = property.name.getText().replace(/^['"]|['"]$/g, '');
    if (key === '__any') {
      open = true;
      continue;
    }
    shown.add(key);
    if (!(key in value)) return false;
    const at = (value as Record<string, unknown>)[key];
    if (ts.isPropertyAssignment(property) && !matches(at, property.initializer)) return false;
  }
  return open || Object.keys(value).every((key) => shown.has(key));
}

function literal(node: ts.Expression): unknown {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand))
    return -Number(node.operand.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  throw new Error(`An example shows a value that cannot be compared: ${node.getText()}`);
}

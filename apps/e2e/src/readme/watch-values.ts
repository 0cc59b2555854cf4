import ts from 'typescript';

/** An example whose shown values are checked at run time. */
export interface WatchedExample {
  /** The code. Every shown value is passed through `__shown(index, value)`. */
  readonly code: string;
  readonly shown: readonly { readonly text: string; readonly line: number }[];
}

const ARROW = /^\s*→\s*(.*)$/;

/**
 * Finds `// → VALUE` comments in an example, at the end of a statement or below it, and wraps the expression of the statement:
 * an expression statement, a returned value or the initializer of a constant.
 *
 * @throws {Error} if a comment follows no statement.
 */
export function watchValues(code: string): WatchedExample {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const shown: { text: string; line: number }[] = [];
  const edits: { at: number; text: string }[] = [];
  for (const { end, text, line } of arrows(code)) {
    const expression = lastExpression(file, end);
    if (expression === undefined) throw new Error(`The arrow on line ${line} follows no statement.`);
    const index = shown.push({ text, line }) - 1;
    edits.push(
      { at: expression.getStart(), text: `__shown(${index}, ` },
      { at: expression.getEnd(), text: ')' },
    );
  }
  let watched = code;
  for (const { at, text } of edits.sort((a, b) => b.at - a.at)) {
    watched = watched.slice(0, at) + text + watched.slice(at);
  }
  return { code: watched, shown };
}

function arrows(code: string): readonly { end: number; text: string; line: number }[] {
  const found: { end: number; text: string; line: number }[] = [];
  let at = 0;
  let line = 0;
  for (const each of code.split('\n')) {
    line += 1;
    const slashes = each.indexOf('// ');
    const [, text] = slashes === -1 ? [] : (ARROW.exec(each.slice(slashes + 2)) ?? []);
    if (text !== undefined) found.push({ end: at + slashes, text: value(text), line });
    at += each.length + 1;
  }
  return found;
}

/** Returns the text up to a semicolon outside a string. */
function value(text: string): string {
  const [shown = ''] = /^(?:'(?:[^'\\]|\\.)*'|[^';])*/.exec(text) ?? [];
  return shown.trim();
}

/** Returns the expression of the last statement that ends before a position. */
function lastExpression(file: ts.SourceFile, end: number): ts.Expression | undefined {
  let last: ts.Expression | undefined;
  let lastEnd = -1;
  const visit = (node: ts.Node): void => {
    let expression: ts.Expression | undefined;
    if (ts.isExpressionStatement(node) || ts.isReturnStatement(node)) expression = node.expression;
    if (ts.isVariableDeclaration(node)) expression = node.initializer;
    if (expression !== undefined && node.getEnd() <= end && node.getEnd() > lastEnd) {
      last = expression;
      lastEnd = node.getEnd();
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return last;
}

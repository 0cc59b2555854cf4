import ts from 'typescript';

/** What an example says of its values. */
export interface Watched {
  /** The code, in which every value that is shown is given to `__shown(index, value)` on its way. */
  readonly code: string;
  readonly shown: readonly { readonly text: string; readonly line: number }[];
}

const ARROW = /^\s*→\s*(.*)$/;

/**
 * Finds `// → VALUE` in an example, at the end of a statement or in the lines below it, and puts a watch on the
 * expression that it speaks of: that of the statement, what is returned, or what a constant is made of.
 *
 * @throws {Error} where an arrow speaks of nothing.
 */
export function watchValues(code: string): Watched {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const shown: { text: string; line: number }[] = [];
  const edits: { at: number; text: string }[] = [];
  for (const { end, text, line } of arrows(code)) {
    const expression = lastExpression(file, end);
    if (expression === undefined) throw new Error(`The arrow of line ${line} speaks of nothing.`);
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

/** The text up to a semicolon that stands in no string. */
function value(text: string): string {
  const [shown = ''] = /^(?:'(?:[^'\\]|\\.)*'|[^';])*/.exec(text) ?? [];
  return shown.trim();
}

/** The expression of the last statement that ends before a place. */
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

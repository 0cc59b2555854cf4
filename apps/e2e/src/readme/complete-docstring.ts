import ts from 'typescript';
import type { Docstring } from './find-docstrings.ts';
import { spokenOfInDocstrings } from './spoken-of.ts';

/** By the name of a package, what it exports. */
export type Exports = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Makes a module of an example in a docstring: it imports what it uses of our packages, its own package's first, and declares
 * what else it speaks of.
 */
export function completeDocstring(docstring: Docstring, exports: Exports): string {
  const file = ts.createSourceFile('example.ts', docstring.code, ts.ScriptTarget.Latest, true);
  const own = `@lynk-auth/${docstring.in}`;
  const packages = [own, ...[...exports.keys()].filter((name) => name !== own)];
  const made = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isName = 'name' in parent && parent.name === node;
      const declares =
        ts.isVariableDeclaration(parent) ||
        ts.isBindingElement(parent) ||
        ts.isParameter(parent) ||
        ts.isImportSpecifier(parent) ||
        ts.isImportClause(parent) ||
        ts.isClassDeclaration(parent) ||
        ts.isFunctionDeclaration(parent);
      if (isName && declares) made.add(node.text);
      else if (!isName || ts.isShorthandPropertyAssignment(parent)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const lines: string[] = [];
  for (const name of used) {
    if (made.has(name)) continue;
    const spoken = spokenOfInDocstrings[`${docstring.in}.${name}`] ?? spokenOfInDocstrings[name];
    const from = packages.find((each) => exports.get(each)?.has(name));
    if (spoken !== undefined) lines.push(`declare const ${name}: ${spoken};`);
    else if (from !== undefined) lines.push(`import { ${name} } from '${from}';`);
  }
  // What returns is the inside of a handler.
  const returns = file.statements.some(
    (each) =>
      ts.isReturnStatement(each) || (ts.isIfStatement(each) && ts.isReturnStatement(each.thenStatement)),
  );
  const code = returns ? `export async function handler() {\n${docstring.code}\n}` : docstring.code;
  return `${lines.join(' ')}\n${code}\nexport {};\n`;
}

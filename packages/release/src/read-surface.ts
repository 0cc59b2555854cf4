import ts from 'typescript';

/** What a package offers by one of its entries. */
export interface Surface {
  /** Every declaration, without its comments and in a settled order. */
  readonly text: string;
  /** By the name of an export: its declaration, and those that are not exported and that it is made of. */
  readonly exports: ReadonlyMap<string, string>;
}

/** A statement, or the overloads of one function. */
interface Declaration {
  readonly text: string;
  readonly mentions: ReadonlySet<string>;
}

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/**
 * Reads the surface of an entry out of the types that were built for it.
 *
 * @param types The text of a `.d.ts` file that declares everything at its top and exports it in the end.
 */
export function readSurface(types: string): Surface {
  const file = ts.createSourceFile('index.d.ts', types, ts.ScriptTarget.Latest, true);
  const print = (node: ts.Node) => printer.printNode(ts.EmitHint.Unspecified, node, file);
  const declarations = new Map<string, Declaration>();
  /** By the name of an export: the name of its declaration, or what it is exported from. */
  const exported = new Map<string, { local: string } | { from: string }>();
  const imports: string[] = [];

  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      imports.push(...importLines(statement, print));
    } else if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) throw new Error('An export without names.');
      for (const { name, propertyName, isTypeOnly } of clause.elements) {
        const local = (propertyName ?? name).text;
        const from =
          statement.moduleSpecifier === undefined ? '' : ` from ${print(statement.moduleSpecifier)}`;
        const kind = isTypeOnly || statement.isTypeOnly ? 'type ' : '';
        exported.set(name.text, from === '' ? { local } : { from: `export { ${kind}${local} }${from};` });
      }
    } else {
      const name = nameOf(statement);
      const before = declarations.get(name);
      // What is added to other people's types has no name, and its users have it all the same.
      if (ts.isModuleDeclaration(statement)) exported.set(name, { local: name });
      declarations.set(name, {
        text: before === undefined ? print(statement) : `${before.text}\n${print(statement)}`,
        mentions: new Set([...(before?.mentions ?? []), ...identifiers(statement)]),
      });
    }
  }

  const names = new Set([...exported.values()].flatMap((each) => ('local' in each ? [each.local] : [])));
  const exports = new Map<string, string>();
  for (const [name, target] of sorted(exported)) {
    exports.set(name, 'from' in target ? target.from : closure(target.local, declarations, names, imports));
  }
  const list = sorted(exported).map(([name, target]) =>
    'from' in target
      ? target.from
      : `export { ${target.local === name ? '' : `${target.local} as `}${name} };`,
  );
  const parts = [...imports.sort(), ...sorted(declarations).map(([, { text }]) => text), ...list];
  return { text: `${parts.join('\n')}\n`, exports };
}

/** A declaration and all that it mentions and that is not exported itself, with the imports that are meant. */
function closure(
  name: string,
  declarations: ReadonlyMap<string, Declaration>,
  exported: ReadonlySet<string>,
  imports: readonly string[],
): string {
  const seen = new Set([name]);
  const parts = new Set<string>();
  for (const each of seen) {
    const declaration = declarations.get(each);
    if (declaration === undefined) {
      for (const line of imports) if (line.includes(` ${each} `)) parts.add(line);
      continue;
    }
    parts.add(declaration.text);
    for (const mention of declaration.mentions) if (!exported.has(mention)) seen.add(mention);
  }
  return [...parts].sort().join('\n');
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(' ');
  }
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return name === undefined ? statement.getText() : name.getText();
}

function identifiers(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) found.push(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** A line for each name that is imported, so that the order in which they were written does not matter. */
function importLines(statement: ts.ImportDeclaration, print: (node: ts.Node) => string): readonly string[] {
  const from = print(statement.moduleSpecifier);
  const { name, namedBindings } = statement.importClause ?? {};
  const lines: string[] = [];
  if (name !== undefined) lines.push(`import ${name.text} from ${from};`);
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) {
    lines.push(`import ${print(namedBindings)} from ${from};`);
  } else if (namedBindings !== undefined) {
    for (const each of namedBindings.elements) {
      const { propertyName } = each;
      const renamed = propertyName === undefined ? '' : `${propertyName.text} as `;
      lines.push(`import { ${renamed}${each.name.text} } from ${from};`);
    }
  }
  return lines.length === 0 ? [`import ${from};`] : lines;
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): (readonly [string, Value])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

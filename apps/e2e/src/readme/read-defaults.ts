import ts from 'typescript';

/**
 * Reads the defaults of options from their docstrings.
 *
 * @param types The content of a `.d.ts` file.
 * @returns The defaults of each option name. Several interfaces may have an option of the same name.
 */
export function readDefaults(types: string): ReadonlyMap<string, ReadonlySet<string>> {
  const file = ts.createSourceFile('index.d.ts', types, ts.ScriptTarget.Latest, true);
  const defaults = new Map<string, Set<string>>();
  for (const statement of file.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    for (const member of statement.members) {
      const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
      const text = ts.getTextOfJSDocComment(tag?.comment)?.trim();
      if (member.name === undefined || text === undefined) continue;
      const name = member.name.getText();
      defaults.set(name, (defaults.get(name) ?? new Set()).add(text));
    }
  }
  return defaults;
}

/** Reads the literal defaults from the option tables of a README. */
export function shownDefaults(
  readme: string,
): readonly { readonly option: string; readonly value: string }[] {
  const shown: { option: string; value: string }[] = [];
  let column = -1;
  for (const line of readme.split('\n')) {
    if (!line.startsWith('|')) column = -1;
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (cells.includes('default')) column = cells.indexOf('default');
    const [, value] = /^`(-?\d+|true|false|'[^']*')`$/.exec(cells[column] ?? '') ?? [];
    if (column === -1 || value === undefined) continue;
    for (const [, option = ''] of (cells[1] ?? '').matchAll(/`([^`]+)`/g)) shown.push({ option, value });
  }
  return shown;
}

import ts from 'typescript';

/**
 * What the options of a package are where they are left out, as their docstrings say.
 *
 * @param types The text of its `.d.ts`.
 * @returns By the name of an option, every default that is a literal: an option of that name may be in several interfaces.
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

/** The rows of tables with a column of defaults, where one is a literal: by whose option it is. */
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

import type { Reporter, TestCase, TestModule } from 'vitest/node';

const signs = { passed: '✓', failed: '✗', skipped: '·', pending: '·' } as const;

/** Prints a table with a row for each project and a column for each test. Failures are printed immediately. */
class TableReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    for (const { message } of test.result().errors ?? []) {
      process.stdout.write(`\n✗ ${rowOf(test)}, ${test.name}\n${message}\n`);
    }
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { readonly message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const rows = new Map<string, Map<string, string>>();
    for (const test of tests) {
      const row = rows.get(rowOf(test)) ?? new Map<string, string>();
      rows.set(rowOf(test), row.set(test.name, signs[test.result().state]));
    }
    const columns = [...new Set(tests.map(({ name }) => name))];
    const wide = Math.max(0, ...[...rows.keys()].map((name) => name.length));
    const line = (name: string, cells: readonly string[]) =>
      `${[name.padEnd(wide), ...cells].join('  ').trimEnd()}\n`;
    const lines = [...rows].map(([name, row]) =>
      line(
        name,
        columns.map((column) => (row.get(column) ?? '·').padEnd(column.length)),
      ),
    );
    process.stdout.write(`\n${line('', columns)}${lines.join('')}`);
    for (const { message } of [...modules.flatMap((module) => module.errors()), ...errors]) {
      process.stdout.write(`\n✗ ${message}\n`);
    }
  }
}

/** Returns the name of the outermost suite. */
function rowOf(test: TestCase): string {
  let name = test.name;
  for (let each = test.parent; each.type === 'suite'; each = each.parent) name = each.name;
  return name;
}

// Vitest loads the default export of a reporter file.
// biome-ignore lint/style/noDefaultExport: see above.
export default TableReporter;

import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const path = fileURLToPath(new URL('./application.ts', import.meta.url));

/** The lines of an application's file with an error of the compiler. */
function linesWithErrors(text: string): readonly number[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => (name === path ? text : readFile(name));
  host.fileExists = (name) => name === path || fileExists(name);
  const source = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : source(name, ...rest);
  const program = ts.createProgram([path], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, start = 0 }) => (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1);
}

const uses = [
  "import { RequirePermission as requirePermission } from '@lynk-auth/nest';",
  "requirePermission('view_sboms');",
  "requirePermission('view_sboms', 'update_sboms');",
  "requirePermission('unregistered');",
  "requirePermission('view_sboms', 'unregistered');",
  'requirePermission();',
  "requirePermission(['view_sboms']);",
  "requirePermission.any('view_sboms', 'unregistered');",
  'requirePermission.any();',
];

const register =
  "declare global { namespace LynkAuth { interface Register { permission: 'view_sboms' | 'update_sboms' } } }";

test('RequirePermission takes at least one permission', () => {
  expect(linesWithErrors(uses.join('\n'))).toEqual([6, 7, 9]);
}, 60_000);

test('RequirePermission takes only the permissions that the application has registered', () => {
  expect(linesWithErrors([...uses, register].join('\n'))).toEqual([4, 5, 6, 7, 8, 9]);
}, 60_000);

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What TypeScript has to say of these files, each a module of its own, in a user's strict project. */
export function typeProblems(files: readonly string[]): readonly string[] {
  const program = ts.createProgram([...files], {
    strict: true,
    noEmit: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
}

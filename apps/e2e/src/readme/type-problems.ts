import { basename, join } from 'node:path';
import ts from 'typescript';
import { root } from '../workspace.ts';

/** Type-checks files, each as a module, as in a user's project with or without `strict`. */
export function typeProblems(files: readonly string[], strict: boolean): readonly string[] {
  const program = ts.createProgram([...files], {
    strict,
    noEmit: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.ReactJSX,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (file === undefined || start === undefined) return message;
    return `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${message}`;
  });
}

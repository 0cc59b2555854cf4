export { askExample, shownLines } from './ask-example.ts';
export { keepRunning } from './keep-running.ts';
export { type ReadmeOptions, runReadme } from './run-readme.ts';
export type { CreateHandler, RuntimeName } from './runtime.ts';
export { runtimes } from './runtimes.ts';

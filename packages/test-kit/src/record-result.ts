import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeRuntime } from './runtimes/describe-runtime.ts';
import type { RuntimeName } from './runtimes/runtime.ts';

/** What came of a suite on a runtime. */
export interface MatrixResult {
  readonly runtime: RuntimeName;
  /** In whose README it stands: `express`. */
  readonly package: string;
  /** What was tried, as the head of a column: `Express 5.3.0`. */
  readonly subject: string;
  readonly passed: number;
  readonly of: number;
  /** Whether it is an older version of another subject: it stands in its package's README only. */
  readonly older?: boolean;
  /** What the runtime cannot do, each seen to fail in this run. */
  readonly unsupported?: readonly string[];
}

/** Of the workspace; where `npm run matrix` looks. */
const folder = fileURLToPath(new URL('../../../node_modules/.lynk-matrix/', import.meta.url));

/** Writes the result of a suite to a file, for the table of runtimes. */
export function recordResult(result: MatrixResult): void {
  const { subject, runtime } = result;
  mkdirSync(folder, { recursive: true });
  const name = `${subject} on ${runtime}`.replace(/[^\w.]+/g, '-');
  const described = { unsupported: [], ...result, ...describeRuntime(runtime) };
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(described, null, 2)}\n`);
}

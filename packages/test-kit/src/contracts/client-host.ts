// Runs the client contract in a request handler: `node client-host.js RUNTIME ENTRY RUN`. It is a program of its
// own, since these runtimes trust the certificates that Node trusted at its start.
import type { RuntimeName } from '../runtimes/runtime.ts';
import { runtimes } from '../runtimes/runtimes.ts';
import type { CaseResult } from './run-client-contract.ts';

const [, , runtime = '', entry = '', run = ''] = process.argv;
const { port, close } = await runtimes[runtime as RuntimeName](entry, {});
const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: run });
const results = (await response.json()) as readonly CaseResult[];
for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
await close();

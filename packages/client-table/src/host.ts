/// <reference types="node" />
// Runs the table in a handler of requests: `node dist/host.js RUNTIME SETTINGS`. As a program of its own,
// since the certificates of these runtimes are those with which Node was started.
import { fileURLToPath } from 'node:url';
import { type RuntimeName, runtimes } from '@lynk-auth/runtimes';
import type { Result } from './script.ts';

const [, , runtime = '', settings = ''] = process.argv;
const entry = fileURLToPath(new URL('../src/table-handler.ts', import.meta.url));
const { port, close } = await runtimes[runtime as RuntimeName](entry, {});
const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: settings });
const results = (await answer.json()) as readonly Result[];
for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
await close();

import type { RuntimeName, StartHandler } from './runtime.ts';
import { startBun } from './start-bun.ts';
import { startDeno } from './start-deno.ts';
import { startEdge } from './start-edge.ts';
import { startNode } from './start-node.ts';
import { startNodeProcess } from './start-node-process.ts';
import { startWorkerd } from './start-workerd.ts';

/** Every runtime, by its name. */
export const runtimes: Readonly<Record<RuntimeName, StartHandler>> = {
  node: startNode,
  node22: startNodeProcess('node22'),
  node24: startNodeProcess('node24'),
  deno: startDeno,
  bun: startBun,
  workerd: startWorkerd,
  edge: startEdge,
};

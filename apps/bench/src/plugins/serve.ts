import { type Framework, frameworks } from './frameworks.ts';
import type { Started } from './variant.ts';

// The process that is measured: one framework, with all its variants, so that they share whatever makes
// one process dearer than the next. It says where they listen, and then, each time that it is asked, how
// much of the processor it has used.
const variants = await frameworks[process.argv[2] as Framework]();
const started: Record<string, Started> = {};
for (const [name, start] of Object.entries(variants)) started[name] = await start();
process.send?.(started);
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());

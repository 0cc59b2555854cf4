import { type Framework, frameworks } from './frameworks.ts';
import type { Started } from './variant.ts';

// The measured process: one framework with all its variants, so that differences between processes do not matter. It sends
// the ports of the variants, and then its processor time on each message.
const variants = await frameworks[process.argv[2] as Framework]();
const started: Record<string, Started> = {};
for (const [name, start] of Object.entries(variants)) started[name] = await start();
process.send?.(started);
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());

// One framework with one variant. It prints its port and header, and then its processor time whenever the parent calls
// `go()`, in nanoseconds.
import { send } from '../start-child.ts';
import { type Framework, frameworks } from './frameworks.ts';
import { reportUsage } from './report-usage.ts';

const [framework, variant = ''] = process.argv.slice(2);
send(await (await frameworks[framework as Framework]())[variant]?.());
await reportUsage();

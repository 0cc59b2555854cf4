// One variant of an introspection endpoint. It prints its port and request, and then its processor time whenever the parent
// calls `go()`, in nanoseconds.
import { reportUsage } from '../plugins/report-usage.ts';
import { send } from '../start-child.ts';
import { variants } from './variants.ts';

const [variant = ''] = process.argv.slice(2);
send(await variants[variant]?.());
await reportUsage();

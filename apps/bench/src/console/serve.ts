// One variant of the console's API. It prints its port and header.
import { reportUsage } from '../plugins/report-usage.ts';
import { send } from '../start-child.ts';
import { variants } from './variants.ts';

const [variant = ''] = process.argv.slice(2);
send(await variants[variant]?.());
await reportUsage();

import { wirings } from './wirings.ts';

/** Formats the help text. */
export function usage(): string {
  const names = Object.entries(wirings).map(([name, { about }]) => `  ${name.padEnd(15)}${about}`);
  return [
    'npm run sample -- NAME            starts the API and runs until Ctrl-C',
    'npm run sample -- NAME --client   starts the API, runs a client on the same runtime, and stops the API',
    '',
    ...names,
    '',
    'PORT sets the port. The default is 4181; 0 selects any free port.',
  ].join('\n');
}

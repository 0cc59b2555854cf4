import { wirings } from './wirings.ts';

/** What is printed where nothing can be started. */
export function usage(): string {
  const names = Object.entries(wirings).map(([name, { about }]) => `  ${name.padEnd(15)}${about}`);
  return [
    'npm run sample -- NAME            starts the API, until Ctrl-C',
    'npm run sample -- NAME --client   starts it, runs a client of the same kind, and stops it',
    '',
    ...names,
    '',
    'PORT is where it listens: 4181 by default, 0 for any port.',
  ].join('\n');
}

import { embeddings } from './embeddings.ts';
import { wirings } from './wirings.ts';

/** Formats the help text. */
export function usage(): string {
  const list = (programs: Readonly<Record<string, { readonly about: string }>>) =>
    Object.entries(programs).map(([name, { about }]) => `  ${name.padEnd(15)}${about}`);
  return [
    'npm run sample -- NAME            starts the API and runs until Ctrl-C',
    'npm run sample -- NAME --client   starts the API, runs a client on the same runtime, and stops the API',
    '',
    ...list(wirings),
    '',
    'Applications in which users manage their tokens, without a client:',
    '',
    ...list(embeddings),
    '',
    'PORT sets the port. The default is 4181; 0 selects any free port.',
  ].join('\n');
}

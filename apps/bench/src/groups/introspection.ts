import { inProcesses } from '../in-processes.ts';
import { createForm } from '../introspection/create-form.ts';
import { type StartedIntrospection, variants } from '../introspection/variants.ts';
import { startMeasured } from '../plugins/start-server.ts';
import { createRow, type Group } from '../row.ts';

const BARE = 'no introspection';

/** Measures token introspection (RFC 7662). The floor is a server that reads the form and sends a fixed response. */
export const introspectionGroup: Group = {
  title: 'processor time of a token introspection, relative to a server that reads the form',
  async run() {
    const names = Object.keys(variants);
    const start = (name: string) =>
      startMeasured<StartedIntrospection>('introspection/serve', [name], createForm);
    const generations = await inProcesses(
      Object.fromEntries(names.map((name) => [name, () => start(name)] as const)),
      { generations: 7, warmUp: 4, rounds: 5 },
    );
    return names
      .filter((name) => name !== BARE)
      .map((name) => {
        const samples = generations.map((each) => ({
          value: each[name] ?? Number.NaN,
          floor: each[BARE] ?? Number.NaN,
        }));
        return createRow(name, samples, { unit: 'ns' });
      });
  },
};

import {
  type AppSettings,
  type PluginSettings,
  type PluginUnderTest,
  pluginContract,
} from '@lynk-auth/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { countCases } from '../count-cases.ts';
import { isAvailable } from '../runtimes/find-runtime.ts';
import type { RuntimeName } from '../runtimes/runtime.ts';
import { runtimes } from '../runtimes/runtimes.ts';
import { reuseRunning } from '../servers/reuse-running.ts';

/** What some runtimes do not offer, and the case that fails there if one insists on it. */
const wants = {
  closesConnections: {
    what: 'cutting a rejected request whose body never ends',
    name: 'a rejected request whose body never ends is cut',
    error: 'The connection must end, although the client still sends.',
  },
  receivesUploads: {
    what: 'responding to a client that is still uploading',
    name: 'a client that uploads with a bad token can read the response',
    error: 'The connection ended before the response was read.',
  },
  respondsInOrder: {
    what: 'responding to all pipelined requests on one connection',
    name: 'pipelined requests get their responses in order',
    error: 'The connection ended before a response.',
  },
  seesAddress: {
    what: 'exposing the address of the client',
    name: 'the client address is that of the socket, whatever a header contains',
    error: 'The verifier must receive the client address.',
  },
} as const;

/** What is tried. */
export interface KeepOptions {
  /** In whose README it stands, and the head of its column. */
  readonly package: string;
  readonly subject: string;
  /** The file that exports the contract's app as `createHandler`. */
  readonly entry: string;
  /** What the runtime does not offer. */
  readonly lacks?: readonly (keyof typeof wants)[] | undefined;
}

/** Tests that a fetch handler keeps the plugin contract on a runtime, and that what is said to be lacking there is. */
export function testPluginContract(runtime: RuntimeName, options: KeepOptions): void {
  const { package: name, subject, entry, lacks = [] } = options;
  describe.skipIf(!isAvailable(runtime))(`${subject} on ${runtime} keeps the contract`, () => {
    const unsupported = lacks.map((lack) => wants[lack].what);
    const { cases, record } = countCases(pluginContract, {
      runtime,
      package: name,
      subject,
      unsupported,
    });
    const { start, closeAll } = reuseRunning((settings: PluginSettings & AppSettings) =>
      runtimes[runtime](entry, settings),
    );
    const offers = Object.fromEntries(lacks.map((lack) => [lack, false]));
    const plugin: PluginUnderTest = { start, ...offers };
    // What was asked there may begin when all is over: an app of its own, so that no other case counts it.
    const alone: PluginUnderTest = { ...plugin, start: (settings) => runtimes[runtime](entry, settings) };
    afterAll(async () => {
      record();
      await closeAll();
    });

    for (const { name, run } of cases) {
      it(name, () =>
        run(lacks.includes('respondsInOrder') && name === wants.respondsInOrder.name ? alone : plugin),
      );
    }

    it.each(lacks)('it lacks this, and must not be said to have it: %s', async (lack) => {
      const { name, error } = wants[lack];
      const insisting = pluginContract.find((each) => each.name === name);
      await expect(insisting?.run({ ...plugin, [lack]: true })).rejects.toThrow(error);
    });
  });
}

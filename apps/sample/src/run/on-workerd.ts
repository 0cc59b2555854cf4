import { welcome } from '../tokens/welcome.ts';
import { newTokens } from './new-tokens.ts';
import { onNode } from './on-node.ts';
import { openWorker } from './open-worker.ts';
import type { Start } from './running.ts';

/** Starts the Worker that has the digests in its configuration. */
export const startStaticWorker: Start = async ({ port, print }) => {
  const { first, digests } = newTokens();
  const worker = await openWorker('worker-static', digests, port);
  const address = (await worker.ready).origin;
  print(welcome(address, first));
  return { address, token: first.pipeline.reveal(), stop: () => worker.dispose() };
};

/** What the other server prints for the Worker. */
const OWN_TOKEN = /\nThe token with which another service verifies tokens here:\n\n {2}(\S+)\n/;

/** Starts the Worker that calls another server, and that server. */
export const startRemoteWorker: Start = async ({ port, print }) => {
  let printed = '';
  const server = await onNode('dist/wirings/introspection.js')({
    port: 0,
    print: (text) => (printed += text),
  });
  try {
    const [section = '', own = ''] = OWN_TOKEN.exec(printed) ?? [];
    const worker = await openWorker(
      'worker-remote',
      { INTROSPECTION_URL: `${server.address}/introspect`, INTROSPECTION_TOKEN: own },
      port,
    );
    const address = (await worker.ready).origin;
    // The other server issued the tokens, but the Worker is the API.
    print(printed.replace(section, '').replaceAll(server.address, address));
    return {
      ...server,
      address,
      stop: () => Promise.all([worker.dispose(), server.stop()]).then(() => undefined),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

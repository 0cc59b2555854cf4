/** Where a fetch handler can run. `node` is the Node that runs the tests, in this process. */
export type RuntimeName = 'node' | 'node22' | 'node24' | 'deno' | 'bun' | 'workerd' | 'edge';

/**
 * What an entry exports as `createHandler`. `Settings` is plain data. Beside the request the handler is
 * given what the runtime gives: on Node the `IncomingMessage`, on Deno the info, on Bun the server, on
 * workerd `env` and the context, on edge-runtime nothing. Every Node is `node` to it.
 */
export type CreateHandler<Settings = never> = (
  settings: Settings,
  runtime: RuntimeName,
) => (request: Request, ...native: never[]) => Response | Promise<Response>;

/** Something that listens on 127.0.0.1. */
export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the handler of an entry, a bundle of it and of all that it imports. */
export type StartHandler = (entry: string, settings: object) => Promise<Running>;

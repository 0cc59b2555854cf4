import type { Running } from '../runtimes/runtime.ts';
import { serveRequests } from './serve-requests.ts';

/** A fetch handler, which on Node is given the `IncomingMessage` too. */
export type Handle = (request: Request, ...native: never[]) => Response | Promise<Response>;

/** Lets a fetch handler listen on node:http. */
export const serveHandler = (handle: Handle): Promise<Running> =>
  serveRequests(async ({ url, method, headers, body }, native) => {
    const init = { method, headers: headers as [string, string][], body, duplex: 'half' };
    return handle(new Request(url, init as RequestInit), native as never);
  });

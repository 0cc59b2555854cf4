import { readFileSync } from 'node:fs';
import { EdgeRuntime } from 'edge-runtime';
import { file } from './paths.ts';

/** Calls the exported handler of the method, as Next does. Other scripts add a listener themselves. */
const ROUTER = `
  const call = (request) => route[request.method]?.(request) ?? new Response(null, { status: 405 });
  if (route !== undefined) addEventListener('fetch', (event) => event.respondWith(call(event.request)));
`;

/** Opens a built edge function with its environment. */
export function openEdge(name: string, env: Record<string, string>) {
  const runtime = new EdgeRuntime({
    initialCode: readFileSync(file(`dist/edge/${name}.js`), 'utf8') + ROUTER,
    extend: (context) => Object.assign(context, { process: { env } }),
  });
  return async (request: Request): Promise<Response> => {
    const { method, url, body } = request;
    const init = { method, headers: [...request.headers], body, duplex: 'half' };
    return (await runtime.dispatchFetch(url, init as never)) as unknown as Response;
  };
}

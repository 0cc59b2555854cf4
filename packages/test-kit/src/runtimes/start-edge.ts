import { serveRequests } from '../servers/serve-requests.ts';
import { bundle } from './bundle.ts';
import type { StartHandler } from './runtime.ts';

const glue = `
  addEventListener('fetch', (event) => event.respondWith(handle(event.request)));
`;

/** On edge-runtime, by `dispatchFetch`: its own server drops the second of two header lines. */
export const startEdge: StartHandler = async (entry, settings) => {
  // Expensive to load, and most tests do not need it.
  const { EdgeRuntime } = await import('edge-runtime');
  const initialCode = await bundle({ entry, runtime: 'edge', settings, glue, format: 'iife' });
  const runtime = new EdgeRuntime({ initialCode });
  return serveRequests(async ({ url, method, headers, body }) => {
    const init = { method, headers: headers as [string, string][], body, duplex: 'half' };
    return (await runtime.dispatchFetch(url, init as never)) as unknown as Response;
  });
};

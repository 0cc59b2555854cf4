import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts an API that accepts one token and serves the organization check. */
export async function serveCheck(
  token: string,
): Promise<{ readonly endpoint: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const known = request.headers.authorization === `Bearer ${token}`;
    const result = known
      ? { data: { organization: { id: '1', name: 'Acme Corp' } } }
      : { errors: [{ message: 'Unauthorized' }] };
    request.resume();
    response.writeHead(known ? 200 : 401, { 'Content-Type': 'application/json' }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lynkapi`, server };
}

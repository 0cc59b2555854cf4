import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Serves the organization check of the wire contract, in its own process so that its work is not measured. */
const program = `
  const body = '{"data":{"organization":{"id":"72219448-e3cf-47f4-8e54-49199fc47f52","name":"Acme Corp"}}}';
  const server = require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

/** The API that the clients call. */
export interface ApiServer {
  readonly endpoint: string;
  stop(): void;
}

export async function startApiServer(): Promise<ApiServer> {
  const child: ChildProcess = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return { endpoint: `http://127.0.0.1:${port}/lynkapi`, stop: () => child.kill() };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The contract's check, answered at once. In a process of its own, so that its work is not counted. */
const program = `
  const body = '{"data":{"organization":{"id":"72219448-e3cf-47f4-8e54-49199fc47f52","name":"Acme Corp"}}}';
  const server = require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

/** An API to be called. */
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

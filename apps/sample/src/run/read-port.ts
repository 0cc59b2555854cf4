import { once } from 'node:events';
import { createServer } from 'node:net';

const DEFAULT = '4181';

/**
 * Reads the port and checks that it is free, so that the message is the same on every runtime.
 *
 * @param text The value of `PORT`. 0 selects any free port.
 * @throws {Error} if the port is invalid or in use. The message is written for the user.
 */
export async function readPort(text: string | undefined): Promise<number> {
  const port = Number(text || DEFAULT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('PORT must be a whole number from 0 to 65535.');
  }
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    throw new Error(`Port ${port} is not available. Choose another port: PORT=4190.`);
  }
  server.close();
  await once(server, 'close');
  return port;
}

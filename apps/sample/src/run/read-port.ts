import { once } from 'node:events';
import { createServer } from 'node:net';

const DEFAULT = '4181';

/**
 * Reads where the API is to listen, and looks whether it can: a sentence here is better than the complaint of
 * whichever runtime comes after.
 *
 * @param text What `PORT` says; 0 for any port.
 * @throws {Error} with the sentence for a person.
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
    throw new Error(`Port ${port} cannot be used. Choose another: PORT=4190.`);
  }
  server.close();
  await once(server, 'close');
  return port;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry that knows some packages, and keeps what it is sent. */
export async function startRegistry(known: ReadonlyMap<string, string>) {
  const published: { name: string; manifest: Record<string, unknown>; tag: string; tarball: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    response.setHeader('content-type', 'application/json');
    if (request.method === 'PUT') {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const sent = JSON.parse(body);
      const [manifest] = Object.values<Record<string, unknown>>(sent.versions);
      const [tag = ''] = Object.keys(sent['dist-tags']);
      const [attachment] = Object.values<{ data: string }>(sent._attachments);
      published.push({
        name,
        manifest: manifest ?? {},
        tag,
        tarball: Buffer.from(attachment?.data ?? '', 'base64'),
      });
      response.writeHead(201).end('{}');
      return;
    }
    const version = known.get(name);
    if (version === undefined) response.writeHead(404).end('{}');
    else response.end(JSON.stringify({ name, versions: { [version]: {} } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    published,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

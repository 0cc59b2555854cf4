// The table as a Worker: settings come in, results go out. With the client on ofetch; axios is for servers.
import { makeFetchSubject } from './fetch-subject.ts';
import { runTable } from './run-table.ts';
import type { Result, Settings } from './script.ts';

const worker = {
  async fetch(request: Request): Promise<Response> {
    const settings: Settings = await request.json();
    const results: Result[] = [];
    await runTable(settings, makeFetchSubject, (result) => results.push(result));
    return Response.json(results);
  },
};

// biome-ignore lint/style/noDefaultExport: a Worker is one.
export default worker;

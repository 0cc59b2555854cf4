import type { CreateHandler } from '@lynk-auth/runtimes';
import { runTable } from './run-table.ts';
import type { Result, Settings } from './script.ts';
import { subjectOf } from './subjects.ts';

/** The table where there are no programs, but handlers of requests: settings come in, results go out. */
export const createHandler: CreateHandler = () => async (request) => {
  const settings: Settings = await request.json();
  const results: Result[] = [];
  await runTable(settings, subjectOf(settings.adapter), (result) => results.push(result));
  return Response.json(results);
};

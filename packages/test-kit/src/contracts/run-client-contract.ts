import { type ClientServers, type CreateClient, clientContract } from '@lynk-auth/conformance';
import type { CreateHandler } from '../runtimes/runtime.ts';

/** The clients of a package, by name. */
export type Clients = Readonly<Record<string, CreateClient>>;

/** What a program that runs the client contract receives as JSON. */
export interface ClientRun {
  readonly client: string;
  readonly servers: ClientServers;
  /** Groups of cases to leave out. */
  readonly without: readonly string[];
}

/** The result of one case. */
export interface CaseResult {
  readonly name: string;
  /** Why the case failed; `null` if it passed. */
  readonly problem: string | null;
}

/** Runs the cases one after another, since concurrent cases would slow each other down. */
export async function runClientContract(
  clients: Clients,
  { client, servers, without }: ClientRun,
  report: (result: CaseResult) => void,
): Promise<void> {
  const createClient = clients[client];
  if (createClient === undefined) throw new Error(`There is no client "${client}".`);
  for (const { name, group, run } of clientContract) {
    if (without.includes(group)) continue;
    let problem: string | null = null;
    try {
      await run(createClient, servers);
    } catch (error) {
      problem = String((error as Error)?.stack ?? error);
    }
    report({ name, problem });
  }
}

/** Creates a handler that runs the contract, for runtimes without programs: a run comes in, results go out. */
export const createContractHandler =
  (clients: Clients): CreateHandler =>
  () =>
  async (request) => {
    const results: CaseResult[] = [];
    await runClientContract(clients, await request.json(), (result) => results.push(result));
    return Response.json(results);
  };

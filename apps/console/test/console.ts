import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Management, systemActor } from '@lynk-auth/authority';
import { createLogger } from '../src/create-logger.ts';
import { openSystem, type System, type SystemOptions } from '../src/open-system.ts';
import { type RunningConsole, startConsole } from '../src/start-console.ts';

/** A console in this process, with its own database. */
export interface TestConsole extends RunningConsole {
  readonly folder: string;
  /** The messages for the user. */
  readonly printed: string;
  /** The lines of the log. */
  readonly logged: readonly string[];
  /** The token that the first start printed. */
  readonly token: string;
  /** The code of the one-time link that the first start printed. */
  readonly code: string;
  query(query: string, options?: QueryOptions): Promise<QueryResult>;
  /** Manages the organization as the system, beside the running console. */
  manage<Result>(use: (management: Management) => Promise<Result>): Promise<Result>;
  /** Issues a service token with a system role while the console is running. */
  issue(role: string): Promise<string>;
  dispose(): Promise<void>;
}

interface QueryOptions {
  readonly token?: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

interface QueryResult {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests check the shape of the responses.
  readonly json: any;
}

/** Returns the code of the one-time link in a message. */
export const codeIn = (text: string): string => /\/password#(\w+)$/m.exec(text)?.[1] ?? '';

/** Returns the first token in a message. */
export const tokenIn = (text: string): string => /^ {2}(lynk_live_\w+)$/m.exec(text)?.[1] ?? '';

/** Creates an empty folder. */
export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'lynk-auth-console-'));

/** Opens the database of a data folder beside the console. */
export const openFolder = (folder: string, options?: SystemOptions): Promise<System> =>
  openSystem(
    { dataFolder: folder },
    createLogger('silent', () => {}),
    options,
  );

export async function startTestConsole(env: Record<string, string> = {}): Promise<TestConsole> {
  const folder = await temporaryFolder();
  const logged: string[] = [];
  let printed = '';
  const running = await startConsole({
    env: { PORT: '0', LYNK_AUTH_DATA: folder, ...env },
    print: (text) => {
      printed += text;
    },
    log: (line) => logged.push(line),
  });
  const token = tokenIn(printed);
  const code = codeIn(printed);

  const manage = async <Result>(use: (management: Management) => Promise<Result>): Promise<Result> => {
    const system = await openFolder(folder);
    try {
      const [organization] = await system.store.listOrganizations();
      return await use(system.authority.as(systemActor(organization?.id ?? '')));
    } finally {
      await system.close();
    }
  };

  return {
    ...running,
    folder,
    printed,
    logged,
    token,
    code,
    async query(query, { token: as = token, variables, headers } = {}) {
      const response = await fetch(`${running.address}/lynkapi`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${as}`, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
    },
    manage,
    issue: (role) => manage((management) => issueService(management, role)),
    async dispose() {
      await running.stop(1000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function issueService(management: Management, role: string): Promise<string> {
  const roles = await management.listRoles();
  const roleId = roles.ok ? roles.roles.find((each) => each.name === role)?.id : undefined;
  const issued = await management.issueServiceToken({
    name: `a ${role}`,
    roleId: roleId ?? '',
    expiresAt: null,
  });
  if (!issued.ok) throw new Error(issued.message);
  return issued.secret.reveal();
}

/** Replaces the last character of a token. */
export const withLastChanged = (token: string): string =>
  `${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`;

/// <reference types="node" />
import { createInterface } from 'node:readline';
import { type Child, startChild } from '../start-child.ts';

/** The parameters of one verification. */
export interface VerifyRequest {
  readonly token: string;
  readonly clientIp?: string;
  /** A principal without this permission counts as `not_allowed`. */
  readonly permission?: string;
}

export type VerifyOutcome = 'accepted' | 'not_allowed' | 'invalid_token' | 'unavailable' | 'throttled';

/** The result of one verification. */
export interface VerifyResponse {
  /** When the verification started, in milliseconds, as {@link now}. */
  readonly startedAt: number;
  readonly outcome: VerifyOutcome;
  readonly reason?: string;
}

/** The outcomes of all verifications of one token under load: how many, and when the last one started. */
export type OutcomeCounts = Readonly<
  Partial<Record<VerifyOutcome, { readonly count: number; readonly lastStartedAt: number }>>
>;

/** A process that verifies tokens continuously. */
export interface VerifierProcess {
  readonly process: Child['process'];
  readonly ended: Child['ended'];
  /** Adds tokens to its load, by token id. Resolves after each was verified once. */
  readonly load: (requests: Readonly<Record<string, VerifyRequest>>) => Promise<void>;
  /** Removes a token from its load. */
  readonly unload: (tokenId: string) => Promise<OutcomeCounts>;
  readonly verify: (request: VerifyRequest) => Promise<VerifyResponse>;
  /** Returns how many tokens it has accepted from cache. */
  readonly hits: () => Promise<number>;
  /** Sets the error of its wall clock, in milliseconds. */
  readonly setClock: (error: number) => Promise<unknown>;
}

/** Milliseconds, by the monotonic clock that all processes of a machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Starts a process that verifies tokens continuously.
 *
 * @param database The path of a SQLite file, or the options of a Postgres store as JSON.
 */
export async function startVerifierProcess(database: string): Promise<VerifierProcess> {
  const child = startChild('verify-under-load', database);
  await child.waitForOutput('ready');
  const pending = new Map<number, (response: never) => void>();
  createInterface({ input: child.process.stdout }).on('line', (line) => {
    const { call: number, ...response } = JSON.parse(line);
    pending.get(number)?.(response as never);
    pending.delete(number);
  });
  // Some tests kill the process while a call is pending.
  child.process.stdin.on('error', () => undefined);
  let calls = 0;
  const call = <Response>(method: string, parameters: object = {}): Promise<Response> => {
    calls += 1;
    const number = calls;
    child.process.stdin.write(`${JSON.stringify({ call: number, method, ...parameters })}\n`);
    return new Promise<Response>((resolve) => pending.set(number, resolve));
  };
  return {
    process: child.process,
    ended: child.ended,
    load: (requests) => call('load', { requests }),
    unload: async (tokenId) =>
      (await call<{ outcomes: OutcomeCounts }>('unload', { token: tokenId })).outcomes,
    verify: (request) => call('verify', { request }),
    hits: async () => (await call<{ hits: number }>('hits')).hits,
    setClock: (error) => call('setClock', { error }),
  };
}

/// <reference types="node" />
import { createInterface } from 'node:readline';
import { type Child, startChild } from '../start-child.ts';

/** What a verification is asked. */
export interface Question {
  readonly token: string;
  readonly clientIp?: string;
  /** Without it, who is accepted counts as `not_allowed`. */
  readonly permission?: string;
}

export type VerifyOutcome = 'accepted' | 'not_allowed' | 'invalid_token' | 'unavailable' | 'throttled';

/** What came of one verification. */
export interface Answer {
  /** In milliseconds, as {@link now}. */
  readonly began: number;
  readonly outcome: VerifyOutcome;
  readonly reason?: string;
}

/** What came of all verifications of one token under load: how many, and when the last one began. */
export type Seen = Readonly<
  Partial<Record<VerifyOutcome, { readonly count: number; readonly last: number }>>
>;

/** A process that verifies all the time. */
export interface Verifying {
  readonly process: Child['process'];
  readonly ended: Child['ended'];
  /** Adds tokens to what it verifies all the time, by a name each. */
  readonly load: (questions: Readonly<Record<string, Question>>) => Promise<void>;
  /** Takes a token out of it. */
  readonly unload: (name: string) => Promise<Seen>;
  readonly verify: (question: Question) => Promise<Answer>;
  /** How many it has accepted from memory, at once. */
  readonly hits: () => Promise<number>;
  /** Sets its wall clock so many milliseconds off. */
  readonly setClock: (step: number) => Promise<unknown>;
}

/** Milliseconds, by the clock that all processes of a machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Starts a process that verifies.
 *
 * @param where The path of a SQLite file, or what opens a store on Postgres as JSON.
 */
export async function startVerifying(where: string): Promise<Verifying> {
  const child = startChild('verify', where);
  await child.says('ready');
  const waiting = new Map<number, (answer: never) => void>();
  createInterface({ input: child.process.stdout }).on('line', (line) => {
    const { id, ...answer } = JSON.parse(line);
    waiting.get(id)?.(answer as never);
    waiting.delete(id);
  });
  // It is killed by some tests, while it is asked.
  child.process.stdin.on('error', () => undefined);
  let count = 0;
  const ask = <Answer>(what: string, rest: object = {}): Promise<Answer> => {
    count += 1;
    child.process.stdin.write(`${JSON.stringify({ id: count, what, ...rest })}\n`);
    return new Promise<Answer>((resolve) => waiting.set(count, resolve));
  };
  return {
    process: child.process,
    ended: child.ended,
    load: (questions) => ask('load', { questions }),
    async unload(name) {
      const { seen } = await ask<{ seen: Record<string, Seen> }>('unload', { names: [name] });
      return seen[name] ?? {};
    },
    verify: (question) => ask('verify', { question }),
    hits: async () => (await ask<{ hits: number }>('hits')).hits,
    setClock: (step) => ask('setClock', { step }),
  };
}

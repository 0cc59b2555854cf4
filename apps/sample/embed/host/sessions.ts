// A stand-in for the log-in of your application: sessions in memory, and no passwords.
import { type User, users } from './users.ts';

// Next loads this module once for its pages and once for its routes.
const shared = globalThis as { exampleSessions?: Map<string, User> };
shared.exampleSessions ??= new Map();
const sessions = shared.exampleSessions;

/**
 * Starts a session.
 *
 * @param userId The user who logs in. An unknown one gets no session.
 * @returns The value of `Set-Cookie`. On https, add `Secure`.
 */
export function startSession(userId: unknown): string {
  const id = crypto.randomUUID();
  const user = users.find((each) => each.id === userId);
  if (user !== undefined) sessions.set(id, user);
  return `session=${id}; HttpOnly; SameSite=Lax; Path=/`;
}

/** Finds the user of a session by the header `Cookie`. */
export const findUser = (cookies: string | null | undefined): User | null =>
  sessions.get(readId(cookies)) ?? null;

/** Ends a session. */
export const endSession = (cookies: string | null | undefined): boolean => sessions.delete(readId(cookies));

const readId = (cookies: string | null | undefined): string =>
  /(?:^|; )session=([\w-]+)/.exec(cookies ?? '')?.[1] ?? '';

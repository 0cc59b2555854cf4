import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { getSession, type User } from '../api/endpoints.ts';

/** Who is logged in, as far as the page knows. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'anonymous'; readonly mailsLinks: boolean }
  | { readonly kind: 'user'; readonly user: User };

interface Session {
  readonly state: SessionState;
  /** Asks the console again, after a log-in or log-out. */
  refresh(): Promise<SessionState>;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const refresh = useCallback(async () => {
    const next = await readState();
    setState(next);
    return next;
  }, []);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const session = useMemo(() => ({ state, refresh }), [state, refresh]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

async function readState(): Promise<SessionState> {
  try {
    const session = await getSession();
    if (session.user === null) return { kind: 'anonymous', mailsLinks: session.mailsLinks };
    return { kind: 'user', user: session.user };
  } catch {
    return { kind: 'unreachable' };
  }
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider.');
  return session;
}

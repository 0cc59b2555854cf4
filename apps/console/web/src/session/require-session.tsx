import { createSnippets, LynkAuthProvider } from '@lynk-auth/react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { useSession } from './session.tsx';

/** The code that a new token is shown with calls the API of this console. */
const snippets = createSnippets({ apiUrl: `${window.location.origin}/lynkapi` });

/** Shows the pages behind the log-in, or the log-in. */
export function RequireSession() {
  const { state, refresh } = useSession();
  const { pathname } = useLocation();
  if (state.kind === 'loading') return <p className="page-status">{messages.loading}</p>;
  if (state.kind === 'unreachable') {
    return (
      <div className="page-status" role="alert">
        <p>{messages.unreachable}</p>
        <Button onClick={() => void refresh()}>{messages.retry}</Button>
      </div>
    );
  }
  if (state.kind === 'anonymous') return <Navigate to="/login" replace state={{ from: pathname }} />;
  return (
    <LynkAuthProvider key={state.user.id} endpoint="/manage/api" snippets={snippets}>
      <Outlet />
    </LynkAuthProvider>
  );
}

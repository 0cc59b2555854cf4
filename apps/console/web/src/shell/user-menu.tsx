import { logOut } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { LogOutIcon } from '../ui/icons.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

/** Who is logged in, and the way out. */
export function UserMenu() {
  const { state, refresh } = useSession();
  const { run, error } = useAction();
  if (state.kind !== 'user') return null;
  const { name, email } = state.user;
  return (
    <div className="user">
      <p className="user-name">
        <strong>{name ?? email}</strong>
        {name !== null && <span>{email}</span>}
      </p>
      <Button
        variant="quiet"
        onClick={() =>
          run(async () => {
            await logOut();
            await refresh();
          })
        }
      >
        <LogOutIcon />
        {messages.shell.logOut}
      </Button>
      <Problem error={error} />
    </div>
  );
}

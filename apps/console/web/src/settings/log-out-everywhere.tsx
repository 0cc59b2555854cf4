import { logOutEverywhere } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

export function LogOutEverywhere() {
  const { refresh } = useSession();
  const { run, pending, error } = useAction();
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{messages.account.sessions}</h2>
      <p className="muted">{messages.account.sessionsHelp}</p>
      <Problem error={error} />
      <Button
        aria-disabled={pending}
        onClick={() =>
          run(async () => {
            await logOutEverywhere();
            await refresh();
          })
        }
      >
        {pending ? messages.account.loggingOut : messages.account.logOutEverywhere}
      </Button>
    </section>
  );
}

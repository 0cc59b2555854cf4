import { messages } from '../messages.ts';
import { useSession } from '../session/session.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ChangePassword } from './change-password.tsx';
import { LogOutEverywhere } from './log-out-everywhere.tsx';

export function AccountPage() {
  const { state } = useSession();
  useTitle(messages.account.title);
  if (state.kind !== 'user') return null;
  return (
    <>
      <section className="card" aria-labelledby="identity">
        <h2 id="identity">{messages.account.identity}</h2>
        <p>
          {state.user.name} <span className="muted">{state.user.email}</span>
        </p>
      </section>
      <ChangePassword />
      <LogOutEverywhere />
    </>
  );
}

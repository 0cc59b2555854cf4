import { type FormEvent, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { logIn } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { RequestPassword } from '../notices/request-password.tsx';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAction } from '../ui/use-action.ts';
import { FrontPage } from './front-page.tsx';

export function LogInPage() {
  const { state, refresh } = useSession();
  const { run, pending, error } = useAction();
  const location = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  if (state.kind === 'user') {
    const { from } = (location.state ?? {}) as { readonly from?: string };
    return <Navigate to={from ?? '/'} replace />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      await logIn(email, password);
      const next = await refresh();
      if (next.kind === 'anonymous') throw new Error(messages.logIn.cookieLost);
    });
  };
  return (
    <FrontPage title={messages.logIn.title}>
      <form onSubmit={submit}>
        <TextField
          label={messages.logIn.email}
          type="email"
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={setEmail}
        />
        <PasswordField
          label={messages.logIn.password}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Problem error={error} />
        <Button type="submit" variant="primary" className="wide" aria-disabled={pending}>
          {pending ? messages.logIn.submitting : messages.logIn.submit}
        </Button>
      </form>
      <details className="help">
        <summary>{messages.logIn.forgotten}</summary>
        {state.kind === 'anonymous' && state.mailsLinks ? (
          <RequestPassword email={email} />
        ) : (
          <>
            <p>{messages.logIn.forgottenHelp}</p>
            <pre>npm run console -- reset-password</pre>
          </>
        )}
      </details>
    </FrontPage>
  );
}

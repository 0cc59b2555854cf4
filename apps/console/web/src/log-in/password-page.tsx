import { type FormEvent, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { findLink, logIn, setPassword as savePassword, type User } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { FrontPage } from './front-page.tsx';

type LinkState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'valid'; readonly user: User };

/** The page of a one-time link. Its code is in the fragment, and leaves the address bar at once. */
export function PasswordPage() {
  const [code] = useState(() => window.location.hash.slice(1));
  const [link, setLink] = useState<LinkState>({ kind: 'loading' });
  useEffect(() => {
    window.history.replaceState(null, '', window.location.pathname);
    findLink(code).then(
      ({ user }) => setLink({ kind: 'valid', user }),
      () => setLink({ kind: 'invalid' }),
    );
  }, [code]);
  if (link.kind === 'loading') return <p className="page-status">{messages.loading}</p>;
  if (link.kind === 'invalid') return <InvalidLink />;
  return <PasswordForm code={code} user={link.user} />;
}

function InvalidLink() {
  return (
    <FrontPage title={messages.password.invalidTitle}>
      <p>{messages.password.invalid}</p>
      <pre>npm run console -- reset-password</pre>
      <p>
        <Link to="/login">{messages.password.toLogIn}</Link>
      </p>
    </FrontPage>
  );
}

function PasswordForm({ code, user }: { readonly code: string; readonly user: User }) {
  const { refresh } = useSession();
  const { run, pending, error } = useAction();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const email = user.email ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      if (password.length < 12) throw new Error(messages.password.tooShort);
      await savePassword(code, password);
      await logIn(email, password);
      await refresh();
      await navigate('/', { replace: true });
    });
  };
  return (
    <FrontPage title={messages.password.title} subtitle={messages.password.forUser(email)}>
      <form onSubmit={submit}>
        {/* For password managers, which store the password under this name. */}
        <input
          className="hidden"
          type="text"
          autoComplete="username"
          readOnly
          tabIndex={-1}
          value={email}
          aria-hidden
        />
        <PasswordField
          label={messages.password.label}
          hint={messages.password.hint}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <Problem error={error} />
        <Button type="submit" variant="primary" className="wide" aria-disabled={pending}>
          {pending ? messages.password.submitting : messages.password.submit}
        </Button>
      </form>
    </FrontPage>
  );
}

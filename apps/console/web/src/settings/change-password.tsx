import { type FormEvent, useState } from 'react';
import { changePassword } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

export function ChangePassword() {
  const { run, pending, error } = useAction();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    run(async () => {
      if (next.length < 12) throw new Error(messages.password.tooShort);
      await changePassword(current, next);
      setCurrent('');
      setNext('');
      setDone(true);
    });
  };
  return (
    <section className="card" aria-labelledby="change-password">
      <h2 id="change-password">{messages.account.changePassword}</h2>
      <form className="narrow" onSubmit={submit}>
        <PasswordField
          label={messages.account.current}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          label={messages.password.label}
          hint={messages.password.hint}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <Problem error={error} />
        <p className="success" role="status">
          {done && messages.account.changed}
        </p>
        <Button type="submit" variant="primary" aria-disabled={pending}>
          {pending ? messages.account.changing : messages.account.change}
        </Button>
      </form>
    </section>
  );
}

import { useState } from 'react';
import { requestPassword } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

/** Sends a link for a new password by mail. It never says whether the address is that of a member. */
export function RequestPassword({ email }: { readonly email: string }) {
  const { run, pending, error } = useAction();
  const [isSent, setSent] = useState(false);
  const { requestHelp, request, requesting, requested, emailFirst } = messages.logIn;
  const send = () =>
    run(async () => {
      if (!email.includes('@')) throw new Error(emailFirst);
      setSent(false);
      await requestPassword(email);
      setSent(true);
    });
  return (
    <>
      <p>{requestHelp}</p>
      <Button className="wide" aria-disabled={pending} onClick={send}>
        {pending ? requesting : request}
      </Button>
      <Problem error={error} />
      <p className="success" role="status">
        {isSent && requested}
      </p>
    </>
  );
}

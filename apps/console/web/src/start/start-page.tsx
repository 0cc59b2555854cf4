import { useSelf } from '@lynk-auth/react';
import { Link } from 'react-router';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';
import { CodeBlock } from './code-block.tsx';
import { FirstCallStep } from './first-call-step.tsx';

const CALL = [
  `curl ${window.location.origin}/lynkapi \\`,
  '  -H "Authorization: Bearer $INTERLYNK_SECURITY_TOKEN" \\',
  '  -H "Content-Type: application/json" \\',
  `  -d '{"query": "query { organization { id name } }"}'`,
].join('\n');

/** The page after the log-in: how to get from here to the first call. */
export function StartPage() {
  const { data: self } = useSelf();
  useTitle(messages.shell.start);
  const { start } = messages;
  if (self === undefined) return <p className="page-status">{messages.loading}</p>;
  return (
    <div className="page">
      <div>
        <h1>{start.title(self.organization.name)}</h1>
        <p className="muted">{start.lead}</p>
      </div>
      <ol className="steps">
        <li className="card">
          <h2>{start.create}</h2>
          <p className="muted">{start.createHelp}</p>
          <p className="row">
            <Link className="button button-primary" to="/settings/personal/tokens">
              {start.personal}
            </Link>
            <Link className="button button-secondary" to="/settings/organization/service-tokens">
              {start.service}
            </Link>
          </p>
        </li>
        <li className="card">
          <h2>{start.store}</h2>
          <p className="muted">{start.storeHelp}</p>
          <CodeBlock label={start.store} code={'export INTERLYNK_SECURITY_TOKEN="lynk_live_…"'} />
        </li>
        <li className="card">
          <h2>{start.call}</h2>
          <p className="muted">{start.callHelp}</p>
          <CodeBlock label={start.call} code={CALL} />
          <FirstCallStep ownerId={self.member?.userId} />
        </li>
      </ol>
    </div>
  );
}

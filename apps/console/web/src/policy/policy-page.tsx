import { hasRight, useOrganization, useSelf } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { Problem } from '../ui/problem.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PolicyForm } from './policy-form.tsx';

export function PolicyPage() {
  useTitle(messages.policy.title);
  const self = useSelf().data;
  const { data: organization, error } = useOrganization({ refreshMs: false });
  return (
    <section aria-labelledby="policy" className="panel">
      <div>
        <h2 id="policy">{messages.policy.title}</h2>
        <p className="muted">{messages.policy.lead}</p>
      </div>
      <Problem error={error?.message} />
      {organization === undefined && error === null && <p className="muted">{messages.loading}</p>}
      {organization !== undefined && (
        <PolicyForm policy={organization.policy} mayChange={hasRight(self, 'changePolicies')} />
      )}
    </section>
  );
}

import { FirstCall, useTokens } from '@lynk-auth/react';
import { messages } from '../messages.ts';

/** Waits for the first call with the newest token of the person, which can be the one that the first start printed. */
export function FirstCallStep({ ownerId }: { readonly ownerId: string | undefined }) {
  const filter = { ownerId, state: 'active', limit: 1 } as const;
  const { data } = useTokens(filter, { enabled: ownerId !== undefined, refreshMs: 5000 });
  const [newest] = data?.tokens ?? [];
  if (data === undefined) return null;
  if (newest === undefined) return <p className="muted">{messages.start.noToken}</p>;
  return (
    <div className="lynk-page first-call">
      <p className="muted">{messages.start.newest(newest.name)}</p>
      <FirstCall tokenId={newest.id} />
    </div>
  );
}

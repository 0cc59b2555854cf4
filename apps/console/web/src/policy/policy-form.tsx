import type { OrganizationView } from '@lynk-auth/authority';
import { useUpdatePolicy } from '@lynk-auth/react';
import { type FormEvent, useId, useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { TextField } from '../ui/text-field.tsx';

const DAY_SECONDS = 24 * 60 * 60;

interface PolicyFormProps {
  readonly policy: OrganizationView['policy'];
  readonly mayChange: boolean;
}

const toDays = (seconds: number | null): string => (seconds === null ? '' : String(seconds / DAY_SECONDS));

const toSeconds = (days: string): number | null =>
  days.trim() === '' ? null : Math.round(Number(days) * DAY_SECONDS);

export function PolicyForm({ policy, mayChange }: PolicyFormProps) {
  const { policy: texts } = messages;
  const { run, isPending, error } = useUpdatePolicy();
  const id = useId();
  const [personal, setPersonal] = useState(toDays(policy.maxPersonalLifetimeSeconds));
  const [service, setService] = useState(toDays(policy.maxServiceLifetimeSeconds));
  const [allowNoExpiry, setAllowNoExpiry] = useState(policy.allowNoExpiry);
  const [networks, setNetworks] = useState((policy.allowedNetworks ?? []).join('\n'));
  const [saved, setSaved] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setSaved(false);
    const list = networks.split(/[\s,]+/).filter((each) => each !== '');
    run({
      maxPersonalLifetimeSeconds: toSeconds(personal),
      maxServiceLifetimeSeconds: toSeconds(service),
      allowNoExpiry,
      allowedNetworks: list.length === 0 ? null : list,
    }).then(
      () => setSaved(true),
      () => undefined,
    );
  };
  const days = { type: 'number', min: 1, step: 'any', disabled: !mayChange } as const;
  return (
    <form className="narrow card" onSubmit={submit}>
      <TextField
        {...days}
        label={texts.personal}
        hint={texts.daysHint}
        value={personal}
        onChange={setPersonal}
      />
      <TextField
        {...days}
        label={texts.service}
        hint={texts.daysHint}
        value={service}
        onChange={setService}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={allowNoExpiry}
          disabled={!mayChange}
          onChange={(event) => setAllowNoExpiry(event.target.checked)}
        />
        <span>{texts.allowNoExpiry}</span>
      </label>
      <div className="field">
        <label htmlFor={id}>{texts.networks}</label>
        <textarea
          id={id}
          rows={4}
          spellCheck={false}
          disabled={!mayChange}
          aria-describedby={`${id}-hint`}
          value={networks}
          onChange={(event) => setNetworks(event.target.value)}
        />
        <p className="hint" id={`${id}-hint`}>
          {texts.networksHint}
        </p>
      </div>
      <Problem error={error?.message} />
      <p className="success" role="status">
        {saved && texts.saved}
      </p>
      {mayChange ? (
        <Button type="submit" variant="primary" aria-disabled={isPending}>
          {messages.save}
        </Button>
      ) : (
        <p className="muted">{texts.readOnly}</p>
      )}
    </form>
  );
}

import type { AuditEntry, AuditFilter, TokenView } from '@lynk-auth/authority';
import { useAudit, useLynkAuth, useMembers, useTokens } from '@lynk-auth/react';
import { useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useTitle } from '../ui/use-title.ts';

type Action = AuditEntry['action'];

const ACTIONS = Object.keys(messages.audit.actions) as Action[];

export function AuditPage() {
  const { audit } = messages;
  useTitle(audit.title);
  const { format } = useLynkAuth();
  const [action, setAction] = useState('');
  const [actor, setActor] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const filter = toFilter({ action, actor, from, to });
  const { data: entries, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(filter);
  const names = new Map(
    useMembers().data?.map(({ userId, name, email }) => [userId, name ?? email ?? userId]),
  );
  const { data: listed } = useTokens({ limit: 200 });
  const tokenNames = new Map([...namesIn(entries), ...(listed?.tokens ?? []).map(toPair)]);
  return (
    <section aria-labelledby="audit" className="panel">
      <div className="page-head">
        <div>
          <h2 id="audit">{audit.title}</h2>
          <p className="muted">{audit.lead}</p>
        </div>
        <a
          className="button button-secondary"
          href={`/console/audit.jsonl?${toQuery(filter)}`}
          download="audit.jsonl"
        >
          {audit.export}
        </a>
      </div>
      <div className="filters">
        <SelectField label={audit.action} value={action} onChange={setAction}>
          <option value="">{audit.all}</option>
          {ACTIONS.map((each) => (
            <option key={each} value={each}>
              {audit.actions[each]}
            </option>
          ))}
        </SelectField>
        <SelectField label={audit.actor} value={actor} onChange={setActor}>
          <option value="">{audit.all}</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label={audit.from} type="date" value={from} onChange={setFrom} />
        <TextField label={audit.to} type="date" value={to} onChange={setTo} />
      </div>
      <Problem error={error?.message} />
      {entries === undefined && error === null && <p className="muted">{messages.loading}</p>}
      {entries?.length === 0 && <p className="empty">{audit.empty}</p>}
      <ul className="list">
        {entries?.map((entry) => (
          <li className="list-row" key={entry.sequence}>
            <div className="list-main">
              <strong>{audit.actions[entry.action] ?? entry.action}</strong>
              <span>{targetOf(entry, names, tokenNames)}</span>
              <span className="muted">{audit.by(actorOf(entry, names))}</span>
            </div>
            <div className="list-actions muted">
              {entry.origin.clientIp !== null && <span>{entry.origin.clientIp}</span>}
              <time dateTime={new Date(entry.at).toISOString()} title={`${format.utc(entry.at)} UTC`}>
                {format.dateTime(entry.at)}
              </time>
            </div>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {audit.more}
        </Button>
      )}
    </section>
  );
}

interface Choice {
  readonly action: string;
  readonly actor: string;
  /** Dates in the time zone of the browser; empty for no limit. */
  readonly from: string;
  readonly to: string;
}

function toFilter({ action, actor, from, to }: Choice): Omit<AuditFilter, 'cursor'> {
  const start = from === '' ? Number.NaN : new Date(`${from}T00:00`).getTime();
  const end = to === '' ? Number.NaN : new Date(`${to}T24:00`).getTime();
  return {
    ...(action === '' ? {} : { action: action as Action }),
    ...(actor === '' ? {} : { actor: { kind: 'user', id: actor } as const }),
    ...(Number.isNaN(start) ? {} : { from: start }),
    ...(Number.isNaN(end) ? {} : { to: end }),
  };
}

function toQuery({ actor, ...filter }: Omit<AuditFilter, 'cursor'>): string {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  if (actor?.id != null) {
    query.set('actorKind', actor.kind);
    query.set('actorId', actor.id);
  }
  return query.toString();
}

type Names = ReadonlyMap<string, string>;

function actorOf({ actor }: AuditEntry, names: Names): string {
  if (actor.kind === 'system') return messages.audit.system;
  if (actor.kind === 'token') return messages.audit.token;
  return names.get(actor.id ?? '') ?? actor.id ?? '';
}

const toPair = ({ id, name }: TokenView) => [id, name] as const;

/** The names of tokens in entries, the newest last: most entries about a token have only what they changed. */
const namesIn = (entries: readonly AuditEntry[] | undefined): (readonly [string, string])[] =>
  (entries ?? []).toReversed().flatMap(({ tokenId, before, after }) => {
    const name = after?.['name'] ?? before?.['name'];
    return tokenId !== null && typeof name === 'string' ? [[tokenId, name] as const] : [];
  });

/** What the entry is about, with the name that it had. */
function targetOf({ before, after, userId, tokenId }: AuditEntry, names: Names, tokenNames: Names): string {
  const name = after?.['name'] ?? before?.['name'] ?? tokenNames.get(tokenId ?? '');
  if (typeof name === 'string') return name;
  return userId === null ? '' : (names.get(userId) ?? userId);
}

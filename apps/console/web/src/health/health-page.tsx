import type { TokenView } from '@lynk-auth/authority';
import { useLynkAuth, useRoles, useSelf } from '@lynk-auth/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { messages } from '../messages.ts';
import { formatTime } from '../ui/format-time.ts';
import { Problem } from '../ui/problem.tsx';
import { useTitle } from '../ui/use-title.ts';
import { findRisks, RISKS, type Risk } from './find-risks.ts';

/** More tokens than these are not searched: 40 pages. */
const MAX_PAGES = 40;

export function HealthPage() {
  const { health } = messages;
  useTitle(health.title);
  const { client, queryClient, scope } = useLynkAuth();
  const [only, setOnly] = useState<Risk | null>(null);
  const self = useSelf().data;
  const roles = useRoles().data ?? [];
  const { data: tokens, error } = useQuery(
    {
      queryKey: [...scope, 'health'],
      queryFn: async () => {
        const all: TokenView[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < MAX_PAGES; page += 1) {
          const read = await client.listTokens({ state: 'active', limit: 200, cursor });
          all.push(...read.tokens);
          if (read.nextCursor === null) break;
          cursor = read.nextCursor;
        }
        return all;
      },
    },
    queryClient,
  );
  const now = Date.now();
  const found = (self === undefined ? [] : (tokens ?? []))
    .map((token) => ({ token, risks: findRisks(token, { now, roles, rights: self?.rights as never }) }))
    .filter(({ risks }) => risks.length > 0);
  const shown = found.filter(({ risks }) => only === null || risks.includes(only));
  return (
    <section aria-labelledby="health" className="panel">
      <div>
        <h2 id="health">{health.title}</h2>
        <p className="muted">{health.lead}</p>
      </div>
      <Problem error={error?.message} />
      {tokens === undefined && error === null && <p className="muted">{messages.loading}</p>}
      <fieldset className="tiles">
        <legend className="hidden">{health.filter}</legend>
        {RISKS.map((risk) => (
          <button
            type="button"
            key={risk}
            className="tile"
            aria-pressed={only === risk}
            onClick={() => setOnly(only === risk ? null : risk)}
          >
            <span className="tile-count">{found.filter(({ risks }) => risks.includes(risk)).length}</span>
            {health.risks[risk]}
          </button>
        ))}
      </fieldset>
      {tokens !== undefined && found.length === 0 && <p className="empty">{health.none}</p>}
      <ul className="list">
        {shown.map(({ token, risks }) => (
          <li className="list-row" key={token.id}>
            <div className="list-main">
              <strong>
                <Link
                  to={
                    token.kind === 'service'
                      ? '/settings/organization/service-tokens'
                      : '/settings/personal/tokens'
                  }
                >
                  {token.name}
                </Link>
              </strong>
              <code>{token.mask}</code>
              {risks.map((risk) => (
                <span key={risk} className="badge badge-warning">
                  {health.risks[risk]}
                </span>
              ))}
            </div>
            <div className="list-actions muted">
              {token.lastUsedAt === null ? health.neverUsed : health.lastUsed(formatTime(token.lastUsedAt))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

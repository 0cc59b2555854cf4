import { tokenRisks, useTokenHealth } from '@lynk-auth/react';
import { Link } from 'react-router';
import { messages } from '../messages.ts';
import { Problem } from '../ui/problem.tsx';
import { useTitle } from '../ui/use-title.ts';

/** How many tokens have each risk, each with the list of them. */
export function HealthPage() {
  const { health } = messages;
  useTitle(health.title);
  const { data, error } = useTokenHealth();
  return (
    <section aria-labelledby="health" className="panel">
      <div>
        <h2 id="health">{health.title}</h2>
        <p className="muted">{health.lead}</p>
      </div>
      <Problem error={error?.message} />
      {data === undefined && error === null && <p className="muted">{messages.loading}</p>}
      {data !== undefined && (
        <ul className="tiles">
          {tokenRisks.map((risk) => {
            const { count, isExact } = data[risk];
            return (
              <li key={risk}>
                <Link className="tile" to={`/settings/organization/tokens?show=${risk}`}>
                  <span className={count === 0 ? 'tile-count' : 'tile-count tile-count-some'}>
                    {isExact ? count : health.more(count)}
                  </span>
                  <strong>{health.risks[risk]}</strong>
                  <span className="muted">{health.advice[risk]}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      {data !== undefined && tokenRisks.every((risk) => data[risk].count === 0) && (
        <p className="empty">{health.none}</p>
      )}
    </section>
  );
}

import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';
import { useTitle } from '../ui/use-title.ts';

interface FrontPageProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly children: ReactNode;
}

/** A page before the log-in: one card. */
export function FrontPage({ title, subtitle, children }: FrontPageProps) {
  useTitle(title);
  return (
    <main className="front">
      <Brand />
      <div className="card front-card">
        <h1>{title}</h1>
        {subtitle !== undefined && <p className="subtitle">{subtitle}</p>}
        {children}
      </div>
    </main>
  );
}

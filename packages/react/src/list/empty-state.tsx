import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  /** What leads on. */
  readonly children?: ReactNode;
}

/** What a list shows that has nothing to show. */
export const EmptyState = ({ title, text, children }: EmptyStateProps): ReactNode => (
  <div className="lynk-empty">
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="17" cy="24" r="9" strokeWidth="2.5" />
      <path d="M26 24h16M36 24v7M42 24v5" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="17" cy="24" r="2.5" fill="currentColor" stroke="none" />
    </svg>
    <p className="lynk-empty-title">{title}</p>
    <p className="lynk-empty-text">{text}</p>
    {children}
  </div>
);

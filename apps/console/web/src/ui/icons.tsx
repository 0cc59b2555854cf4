import type { ReactNode } from 'react';

/** The names beside the icons say what they mean, so a screen reader skips the icons. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        {children}
      </g>
    </svg>
  );
}

export const StartIcon = () => (
  <Icon>
    <path d="M3 9.5 10 3l7 6.5M5 8v9h4v-5h2v5h4V8" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5-1.5 6h12c0-1-1.5-2-1.5-6A4.5 4.5 0 0 0 10 3Zm-1.7 13.5a1.8 1.8 0 0 0 3.4 0" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h6m4 0h4M3 14h3m4 0h7" />
    <circle cx="11" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);

export const LogOutIcon = () => (
  <Icon>
    <path d="M8 3H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h3m5-3 4-4-4-4m4 4H8" />
  </Icon>
);

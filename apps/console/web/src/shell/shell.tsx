import { useSelf } from '@lynk-auth/react';
import { useEffect } from 'react';
import { NavLink, Outlet } from 'react-router';
import { messages } from '../messages.ts';
import { NoticesLink } from '../notices/notices-link.tsx';
import { useSession } from '../session/session.tsx';
import { Brand } from '../ui/brand.tsx';
import { SettingsIcon, StartIcon } from '../ui/icons.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { UserMenu } from './user-menu.tsx';

/** The frame of every page behind the log-in: the bar at the left, and the page. */
export function Shell() {
  const { refresh } = useSession();
  const ended = useSelf().error?.reason === 'unauthorized';
  useEffect(() => {
    if (ended) void refresh();
  }, [ended, refresh]);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {messages.skipToContent}
      </a>
      <header className="bar">
        <Brand />
        <nav className="bar-nav" aria-label={messages.shell.navigation}>
          <NavLink to="/" end>
            <StartIcon />
            {messages.shell.start}
          </NavLink>
          <NavLink to="/settings">
            <SettingsIcon />
            {messages.shell.settings}
          </NavLink>
        </nav>
        <NoticesLink />
        <div className="bar-end">
          <ThemeSwitch />
          <UserMenu />
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

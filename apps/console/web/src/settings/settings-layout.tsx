import { NavLink, Outlet } from 'react-router';
import { messages } from '../messages.ts';

/** The settings: their areas at the top right, and the sections of the chosen area below. */
export function SettingsLayout() {
  return (
    <div className="page">
      <div className="page-head">
        <h1>{messages.settings.title}</h1>
        <nav className="areas" aria-label={messages.settings.areas}>
          <NavLink to="personal">{messages.settings.personal}</NavLink>
        </nav>
      </div>
      <nav className="sections" aria-label={messages.settings.sections}>
        <NavLink to="personal/account">{messages.settings.account}</NavLink>
      </nav>
      <Outlet />
    </div>
  );
}

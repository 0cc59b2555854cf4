import { NavLink, Outlet, useLocation } from 'react-router';
import { messages } from '../messages.ts';

const sections = {
  personal: [
    ['/settings/personal/tokens', messages.settings.securityTokens],
    ['/settings/personal/account', messages.settings.account],
  ],
  organization: [
    ['/settings/organization/service-tokens', messages.settings.serviceTokens],
    ['/settings/organization/tokens', messages.settings.allTokens],
    ['/settings/organization/members', messages.settings.members],
    ['/settings/organization/roles', messages.settings.roles],
    ['/settings/organization/policy', messages.settings.policy],
    ['/settings/organization/audit', messages.settings.audit],
    ['/settings/organization/health', messages.settings.health],
  ],
} as const;

/** The settings: their areas at the top right, and the sections of the chosen area below. */
export function SettingsLayout() {
  const { pathname } = useLocation();
  const area = pathname.startsWith('/settings/personal') ? 'personal' : 'organization';
  return (
    <div className="page">
      <div className="page-head">
        <h1>{messages.settings.title}</h1>
        <nav className="areas" aria-label={messages.settings.areas}>
          <NavLink to="organization">{messages.settings.organization}</NavLink>
          <NavLink to="personal">{messages.settings.personal}</NavLink>
        </nav>
      </div>
      <nav className="sections" aria-label={messages.settings.sections}>
        {sections[area].map(([to, label]) => (
          <NavLink key={to} to={to}>
            {label}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}

import { lazy, Suspense } from 'react';
import { Navigate, Outlet, Route, Routes } from 'react-router';
import { LogInPage } from './log-in/log-in-page.tsx';
import { PasswordPage } from './log-in/password-page.tsx';
import { messages } from './messages.ts';
import { RequireSession } from './session/require-session.tsx';
import { AccountPage } from './settings/account-page.tsx';
import { PersonalTokensPage } from './settings/personal-tokens-page.tsx';
import { ServiceTokensPage } from './settings/service-tokens-page.tsx';
import { SettingsLayout } from './settings/settings-layout.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';
import { StartPage } from './start/start-page.tsx';

// The first view does not need these pages.
const MembersPage = lazy(async () => ({
  default: (await import('./members/members-page.tsx')).MembersPage,
}));
const RolesPage = lazy(async () => ({ default: (await import('./roles/roles-page.tsx')).RolesPage }));
const PolicyPage = lazy(async () => ({ default: (await import('./policy/policy-page.tsx')).PolicyPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }));
const NoticesPage = lazy(async () => ({
  default: (await import('./notices/notices-page.tsx')).NoticesPage,
}));
const AllTokensPage = lazy(async () => ({
  default: (await import('./settings/all-tokens-page.tsx')).AllTokensPage,
}));
const HealthPage = lazy(async () => ({ default: (await import('./health/health-page.tsx')).HealthPage }));

const LazyPages = () => (
  <Suspense fallback={<p className="muted">{messages.loading}</p>}>
    <Outlet />
  </Suspense>
);

export function App() {
  return (
    <Routes>
      <Route path="/login" element={<LogInPage />} />
      <Route path="/password" element={<PasswordPage />} />
      <Route element={<RequireSession />}>
        <Route element={<Shell />}>
          <Route index element={<StartPage />} />
          <Route element={<LazyPages />}>
            <Route path="notices" element={<NoticesPage />} />
          </Route>
          <Route path="settings" element={<SettingsLayout />}>
            <Route index element={<Navigate to="organization" replace />} />
            <Route path="organization">
              <Route index element={<Navigate to="service-tokens" replace />} />
              <Route path="service-tokens" element={<ServiceTokensPage />} />
              <Route element={<LazyPages />}>
                <Route path="tokens" element={<AllTokensPage />} />
                <Route path="members" element={<MembersPage />} />
                <Route path="roles" element={<RolesPage />} />
                <Route path="policy" element={<PolicyPage />} />
                <Route path="audit" element={<AuditPage />} />
                <Route path="health" element={<HealthPage />} />
              </Route>
            </Route>
            <Route path="personal">
              <Route index element={<Navigate to="account" replace />} />
              <Route path="tokens" element={<PersonalTokensPage />} />
              <Route path="account" element={<AccountPage />} />
            </Route>
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  );
}

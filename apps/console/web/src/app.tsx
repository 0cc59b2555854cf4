import { Navigate, Route, Routes } from 'react-router';
import { LogInPage } from './log-in/log-in-page.tsx';
import { PasswordPage } from './log-in/password-page.tsx';
import { RequireSession } from './session/require-session.tsx';
import { AccountPage } from './settings/account-page.tsx';
import { SettingsLayout } from './settings/settings-layout.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';

export function App() {
  return (
    <Routes>
      <Route path="/login" element={<LogInPage />} />
      <Route path="/password" element={<PasswordPage />} />
      <Route element={<RequireSession />}>
        <Route element={<Shell />}>
          <Route index element={<Navigate to="/settings/personal/account" replace />} />
          <Route path="settings" element={<SettingsLayout />}>
            <Route index element={<Navigate to="personal" replace />} />
            <Route path="personal" element={<Navigate to="account" replace />} />
            <Route path="personal/account" element={<AccountPage />} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  );
}

import { headers } from 'next/headers';
import { findUser } from '../../host/sessions.ts';
import { SettingsPage } from '../../host/settings-page.tsx';

export default async function Page() {
  return <SettingsPage user={findUser((await headers()).get('cookie'))} />;
}

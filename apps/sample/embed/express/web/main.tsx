import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SettingsPage } from '../../host/settings-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
const session = await fetch('/session');
createRoot(root).render(
  <StrictMode>
    <SettingsPage user={await session.json()} />
  </StrictMode>,
);

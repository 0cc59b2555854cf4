import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LynkAuthProvider, PersonalTokens, ServiceTokens } from '../../src/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');

createRoot(root).render(
  <StrictMode>
    <LynkAuthProvider endpoint="/manage/api" locale="en-GB" refreshMs={2000}>
      <main>
        <h1>Settings</h1>
        {location.pathname === '/service' ? <ServiceTokens /> : <PersonalTokens />}
      </main>
    </LynkAuthProvider>
  </StrictMode>,
);

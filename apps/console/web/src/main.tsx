import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { SessionProvider } from './session/session.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/front.css';
import './styles/shell.css';
import './styles/panels.css';

// The styles of @lynk-auth/react, from its sources like its components.
import.meta.glob('../../../../packages/react/src/styles/*.css', { eager: true });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <SessionProvider>
        <App />
      </SessionProvider>
    </BrowserRouter>
  </StrictMode>,
);

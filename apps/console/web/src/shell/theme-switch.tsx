import { useId, useState } from 'react';
import { messages } from '../messages.ts';

const THEMES = ['system', 'light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

/** The stored choice is applied before the first paint by `theme.js`. */
function applyTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Without storage, the choice holds until the page is loaded again.
  }
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

function currentTheme(): Theme {
  const stored = document.documentElement.dataset['theme'];
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function ThemeSwitch() {
  const id = useId();
  const [theme, setTheme] = useState(currentTheme);
  return (
    <div className="theme">
      <label htmlFor={id}>{messages.shell.theme.label}</label>
      <select
        id={id}
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme;
          applyTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {messages.shell.theme[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

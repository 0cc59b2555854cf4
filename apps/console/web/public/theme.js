// Runs before the first paint, so that no page flashes in the other theme.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be turned off. The theme is then that of the system.
}

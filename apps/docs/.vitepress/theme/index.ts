import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import './theme.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // Otherwise Vue logs an error in a page, and the build succeeds with half of it.
    app.config.throwUnhandledErrorInProduction = true;
  },
};
export default theme;

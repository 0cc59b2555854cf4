export { findProblems } from './find-problems.ts';
export { openBrowser } from './open-browser.ts';
export { openPage, type PageOptions, type WatchedPage } from './open-page.ts';

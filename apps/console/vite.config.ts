import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The dashboard. Its content security policy allows nothing inline, and no other origin. */
export default defineConfig({
  root: folder('web'),
  resolve: {
    // From its sources: `npm start` builds no declarations, for which it would need the types of React.
    alias: { '@lynk-auth/react': folder('../../packages/react/src/index.ts') },
    dedupe: ['@tanstack/react-query', 'react', 'react-dom'],
  },
  build: {
    outDir: folder('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The first versions with `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A file in a `data:` URL would need an exception in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries mark their client components for other bundlers.
      onLog: (level, log, print) => log.code === 'MODULE_LEVEL_DIRECTIVE' || print(level, log),
    },
  },
});

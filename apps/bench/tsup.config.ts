import { defineConfig } from 'tsup';

const common = { format: 'esm', target: 'node20', platform: 'node', sourcemap: true } as const;

export default defineConfig([
  {
    ...common,
    entry: ['src/main.ts', 'src/{console,plugins,introspection}/serve.ts', 'src/children/!(warm).ts'],
    clean: true,
  },
  { ...common, entry: { 'children/warm': 'src/children/warm.ts' }, noExternal: [/^@lynk-auth\//] },
]);

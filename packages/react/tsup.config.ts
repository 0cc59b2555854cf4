import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildPackage } from '../../.config/build-package.ts';

/** For browsers: the file begins with the directive that React Server Components need, and the styles are one file. */
export default buildPackage({
  banner: { js: "'use client';" },
  // Rollup removes directives.
  treeshake: false,
  async onSuccess() {
    const files = readdirSync('src/styles').sort();
    writeFileSync(
      'dist/styles.css',
      files.map((file) => readFileSync(`src/styles/${file}`, 'utf8')).join('\n'),
    );
    // TypeScript 6 wants to know every file that is imported.
    writeFileSync('dist/styles.d.css.ts', 'export {};\n');
  },
});

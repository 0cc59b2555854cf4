// `npm run api` writes a report of the public surface of every entry to packages/*/api. `npm run api -- --check`
// writes nothing and fails if a report is out of date. Entries named `internal` are not public and have no report.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const temporary = mkdtempSync(join(tmpdir(), 'lynk-auth-api-'));

/** Creates one configuration for each public entry of the package in a folder. */
function configureEntries(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (manifest.private) return [];
  return Object.entries(manifest.exports)
    .filter(([path, conditions]) => path !== './internal' && conditions.import?.types !== undefined)
    .map(([path, conditions]) => {
      const types = join(folder, conditions.import.types);
      return ExtractorConfig.prepare({
        configObjectFullPath: undefined,
        packageJsonFullPath: join(folder, 'package.json'),
        configObject: {
          projectFolder: folder,
          mainEntryPointFilePath: types,
          newlineKind: 'lf',
          compiler: {
            overrideTsconfig: {
              extends: '../../tsconfig.base.json',
              compilerOptions: { types: ['node'] },
              files: [types],
            },
          },
          apiReport: {
            enabled: true,
            includeForgottenExports: true,
            reportFolder: join(folder, 'api'),
            reportTempFolder: join(temporary, manifest.name),
            reportFileName: path === '.' ? 'index' : path.slice(2).replaceAll('/', '.'),
          },
          docModel: { enabled: false },
          dtsRollup: { enabled: false },
          tsdocMetadata: { enabled: false },
          messages: {
            extractorMessageReporting: { default: { logLevel: 'none' } },
            tsdocMessageReporting: { default: { logLevel: 'none' } },
          },
        },
      });
    });
}

/** Returns the paths of all reports that exist. */
function findReports(folder) {
  const api = join(folder, 'api');
  return existsSync(api) ? readdirSync(api).map((file) => join(api, file)) : [];
}

const folders = readdirSync(join(root, 'packages'))
  .map((name) => join(root, 'packages', name))
  .filter((folder) => existsSync(join(folder, 'package.json')));
const configs = folders.flatMap(configureEntries);
const compilerState = CompilerState.create(configs[0], {
  additionalEntryPoints: configs.slice(1).map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});
const stale = [];
for (const config of configs) {
  if (!check) mkdirSync(config.reportFolder, { recursive: true });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    compilerState,
    localBuild: !check,
    messageCallback(message) {
      message.handled = message.logLevel !== 'error';
    },
  });
  if (errorCount > 0) process.exitCode = 1;
  if (apiReportChanged) stale.push(config.reportFilePath);
}
const known = new Set(configs.map(({ reportFilePath }) => reportFilePath));
for (const report of folders.flatMap(findReports)) {
  if (known.has(report)) continue;
  stale.push(report);
  if (!check) rmSync(report);
}
rmSync(temporary, { recursive: true });

for (const report of stale) console.log(`${check ? 'out of date' : 'updated'}: ${relative(root, report)}`);
if (check && stale.length > 0) {
  console.log('The public surface changed. Run `npm run api`, review the reports, and add a changeset.');
  process.exitCode = 1;
}

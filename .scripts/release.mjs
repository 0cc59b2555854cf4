// `npm run release`: publishes the versions that stand in the packages, from a pipeline. `npm run release -- version`
// is the step before, whose changes are committed; `npm run release -- --dry-run` shows what both would do, and
// changes nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyWorkspace } from './release/copy-workspace.mjs';
import { findReasons } from './release/find-reasons.mjs';
import { pack } from './release/pack.mjs';
import { publish } from './release/publish.mjs';
import { readManifests } from './release/read-manifests.mjs';
import { show } from './release/show.mjs';
import { stepVersions } from './release/step-versions.mjs';
import { root } from './workspace.mjs';

const options = {
  'dry-run': { type: 'boolean', default: false },
  // Where the pipeline gives no proof of itself, a person has to say that none is wanted.
  'without-provenance': { type: 'boolean', default: false },
  tag: { type: 'string', default: 'latest' },
};

let settings;
try {
  settings = parseArgs({ allowPositionals: true, options });
  const [step, ...more] = settings.positionals;
  if (more.length > 0 || (step !== undefined && step !== 'version'))
    throw new Error(`There is no step "${step}".`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { tag } = settings.values;
const provenance = !settings.values['without-provenance'];
const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-release-'));
try {
  if (settings.values['dry-run']) dryRun();
  else if (settings.positionals[0] === 'version') stepVersions(root);
  else await release();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function dryRun() {
  const now = readManifests(root);
  const copy = join(folder, 'copy');
  copyWorkspace(copy);
  stepVersions(copy);
  show(pack(copy, join(folder, 'tarballs')), { now, tag, provenance });
  const reasons = findReasons({ provenance, tag });
  if (reasons.length === 0) console.log('Nothing was changed. `npm run release` would publish.');
  else console.log(`Nothing was changed. \`npm run release\` would refuse now:\n${list(reasons)}`);
}

async function release() {
  const reasons = findReasons({ provenance, tag });
  if (reasons.length > 0) throw new Error(`Nothing was published:\n${list(reasons)}`);
  const tarballs = pack(root, join(folder, 'tarballs'));
  show(tarballs, { now: readManifests(root), tag, provenance });
  const published = await publish(tarballs, { tag, provenance });
  console.log(published === 0 ? 'Everything is published already.' : `Published ${published} packages.`);
  const [{ version }] = tarballs;
  const known = spawnSync('git', ['rev-parse', '--quiet', '--verify', `refs/tags/v${version}`], {
    cwd: root,
  });
  if (known.status === 0) return;
  // All packages have one version, so one tag says from what they were built.
  const { status } = spawnSync('git', ['tag', `v${version}`], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`Published, but the tag v${version} could not be made.`);
  console.log(`Made the tag v${version}: push it.`);
}

function list(reasons) {
  return reasons.map((reason) => `- ${reason}`).join('\n');
}

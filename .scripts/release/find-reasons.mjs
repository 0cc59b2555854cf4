import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.mjs';
import { readManifests } from './read-manifests.mjs';

/**
 * Why nothing may be published from here, as sentences.
 *
 * @param {{ provenance: boolean, tag: string }} wanted
 * @returns {string[]}
 */
export function findReasons({ provenance, tag }) {
  const reasons = [];
  const changes = git('status', '--porcelain');
  if (changes === null) return ['This is no clone of the repository.'];
  if (changes !== '') reasons.push('The working tree has changes that are not committed.');
  if (git('rev-parse', '--abbrev-ref', 'HEAD') !== 'main') reasons.push('The branch is not main.');
  const pending = readdirSync(join(root, '.changeset')).filter((file) => /(?<!^README)\.md$/.test(file));
  if (pending.length > 0) {
    reasons.push('There are changesets: run `npm run release -- version` first, and commit what it changes.');
  }
  const early = readManifests(root).find((each) => !each.private && each.version.includes('-'));
  if (early !== undefined && tag === 'latest') {
    reasons.push(
      `${early.version} comes before a release, and \`latest\` is what everybody installs: name another --tag.`,
    );
  }
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = process.env;
  if (provenance && !(url && token)) {
    reasons.push(
      'Provenance needs a pipeline that may write id-tokens (.github/workflows/release.yml); --without-provenance does without.',
    );
  }
  return reasons;
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

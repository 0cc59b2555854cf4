import { spawnSync } from 'node:child_process';
import { root } from '../workspace.mjs';
import { run } from './run.mjs';

/**
 * Publishes what the registry does not have yet, in the order given, so that nothing is there before what it depends on.
 * After a failure it can be run again.
 *
 * @returns {Promise<number>} How many were published.
 */
export async function publish(tarballs, { tag, provenance }) {
  const registry = run('npm', ['config', 'get', 'registry'], root).trim();
  const missing = [];
  for (const each of tarballs) if (!(await isPublished(registry, each))) missing.push(each);
  for (const { name, filename } of missing) {
    const how = ['--access', 'public', '--tag', tag, `--provenance=${provenance}`];
    const { status } = spawnSync('npm', ['publish', filename, ...how], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`${name} could not be published. Those before it are; run this again.`);
  }
  return missing.length;
}

async function isPublished(registry, { name, version }) {
  const url = new URL(name.replace('/', '%2f'), registry.endsWith('/') ? registry : `${registry}/`);
  const headers = { accept: 'application/vnd.npm.install-v1+json' };
  const answer = await fetch(url, { headers }).catch(() => {
    throw new Error(`The registry cannot be reached for ${name}. Nothing was published.`);
  });
  if (answer.status === 404) return false;
  if (!answer.ok)
    throw new Error(`The registry answered ${answer.status} for ${name}. Nothing was published.`);
  const { versions } = await answer.json();
  return versions !== undefined && Object.hasOwn(versions, version);
}

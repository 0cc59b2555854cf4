import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * By its path within the package, the text of every file of a tarball.
 *
 * @param {Uint8Array} bytes
 * @returns {Map<string, string>}
 */
export function readTarball(bytes) {
  const tar = gunzipSync(bytes);
  const text = (start, length) => tar.toString('utf8', start, start + length).replace(/\0[\s\S]*$/, '');
  const files = new Map();
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const path = [text(at + 345, 155), text(at, 100)].filter((part) => part !== '').join('/');
    // '0' is a file; other kinds, such as long names, are not written for paths as short as ours.
    if (text(at + 156, 1) !== '0') throw new Error(`A tarball has an entry of another kind: ${path}`);
    files.set(path.replace(/^package\//, ''), tar.toString('utf8', at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

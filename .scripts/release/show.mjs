/** Prints what is in the tarballs, and how they are published. */
export function show(tarballs, { now, tag, provenance }) {
  const versions = new Map(now.map(({ name, version }) => [name, version]));
  for (const { name, version, size, files, publishConfig } of tarballs) {
    const how = `${tag}, ${publishConfig.access}, ${provenance ? 'with' : 'WITHOUT'} provenance`;
    console.log(`${name} ${versions.get(name)} → ${version} (${how})`);
    console.log(`  ${files.size} files, ${(size / 1000).toFixed(1)} kB: ${[...files.keys()].join(' ')}`);
  }
  console.log(`${tarballs.length} packages\n`);
}

module.exports = {
  hooks: {
    // better-auth has adapters for every database and framework. Those that other packages here use would be installed for
    // `npm start` too: vitest, jsdom, Vue, two more compilers.
    readPackage(manifest) {
      if (manifest.name === 'better-auth' || manifest.name?.startsWith('@better-auth/')) {
        for (const name of Object.keys(manifest.peerDependenciesMeta ?? {})) {
          delete manifest.peerDependencies[name];
        }
        delete manifest.peerDependenciesMeta;
      }
      return manifest;
    },
    // What is published needs none of what it was made with.
    beforePacking({ devDependencies, scripts, 'size-limit': _, ...manifest }) {
      return manifest;
    },
  },
};

// What is published needs none of what it was made with.
module.exports = {
  hooks: {
    beforePacking({ devDependencies, scripts, 'size-limit': _, ...manifest }) {
      return manifest;
    },
  },
};

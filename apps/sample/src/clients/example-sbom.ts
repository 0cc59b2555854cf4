/** The smallest SBOM that the API accepts. */
export const exampleSbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { type: 'application', name: 'checkout', version: '1.4.0' } },
};

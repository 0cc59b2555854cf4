import type { Principal } from '@lynk-auth/core';

/** What is known of an SBOM. */
export interface Sbom {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly format: 'CycloneDX' | 'SPDX';
  readonly uploadedAt: string;
}

/** All that belongs to one organization. */
export interface Organization {
  readonly id: string;
  name: string;
  readonly sboms: Sbom[];
}

// In the memory of one process, or of one isolate: your API has a database here.
const organizations = new Map<string, Organization>();

/** The organization of whoever asks, which is the only one that they can reach. */
export function organizationOf({ organizationId: id }: Principal): Organization {
  const organization = organizations.get(id) ?? { id, name: 'Acme Corp', sboms: [] };
  organizations.set(id, organization);
  return organization;
}

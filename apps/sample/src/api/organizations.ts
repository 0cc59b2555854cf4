import type { Principal } from '@lynk-auth/core';

/** The summary of an SBOM. */
export interface Sbom {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly format: 'CycloneDX' | 'SPDX';
  readonly uploadedAt: string;
}

/** An organization and its data. */
export interface Organization {
  readonly id: string;
  name: string;
  readonly sboms: Sbom[];
}

// In the memory of one process or isolate. Use a database in your API.
const organizations = new Map<string, Organization>();

/** Returns the organization of the principal, the only one that the principal can access. */
export function organizationOf({ organizationId: id }: Principal): Organization {
  const organization = organizations.get(id) ?? { id, name: 'Acme Corp', sboms: [] };
  organizations.set(id, organization);
  return organization;
}

import type { Principal } from '@lynk-auth/core';
import * as z from 'zod';
import { type ApiResponse, badRequest } from './api-response.ts';
import { organizationOf, type Sbom } from './organizations.ts';

const component = z.object({ name: z.string().min(1), version: z.string().optional() });

/** The fields of the two formats that the API reads. */
const sbomDocument = z.union([
  z.object({ bomFormat: z.literal('CycloneDX'), metadata: z.object({ component }) }),
  z.object({ spdxVersion: z.string().startsWith('SPDX-'), name: z.string().min(1) }),
]);

/** Stores the summary of an SBOM. */
export function uploadSbom(principal: Principal, input: unknown): ApiResponse {
  const read = sbomDocument.safeParse(input);
  if (!read.success) return badRequest;
  const sbom: Sbom = {
    id: crypto.randomUUID(),
    ...describe(read.data),
    uploadedAt: new Date().toISOString(),
  };
  organizationOf(principal).sboms.push(sbom);
  return { status: 201, body: sbom };
}

function describe(document: z.infer<typeof sbomDocument>): Pick<Sbom, 'name' | 'version' | 'format'> {
  if ('spdxVersion' in document) return { name: document.name, version: null, format: 'SPDX' };
  const { name, version = null } = document.metadata.component;
  return { name, version, format: 'CycloneDX' };
}

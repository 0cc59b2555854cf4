import type { Principal } from '@lynk-auth/core';
import * as z from 'zod';
import { type Answer, badRequest } from './answer.ts';
import { organizationOf, type Sbom } from './organizations.ts';

const component = z.object({ name: z.string().min(1), version: z.string().optional() });

/** As much of the two formats as is looked at. */
const sbomDocument = z.union([
  z.object({ bomFormat: z.literal('CycloneDX'), metadata: z.object({ component }) }),
  z.object({ spdxVersion: z.string().startsWith('SPDX-'), name: z.string().min(1) }),
]);

/** Keeps what an SBOM says of itself. */
export function uploadSbom(principal: Principal, input: unknown): Answer {
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

import { isLynkError } from '@lynk-auth/core';
import type { LynkClient } from '@lynk-auth/fetch';
import { exampleSbom } from './example-sbom.ts';

interface Sbom {
  readonly name: string;
  readonly version: string | null;
}

/** Uploads and lists SBOMs, and tries a call that a pipeline may not make. Returns one line for each result. */
export async function tour({ raw }: LynkClient): Promise<string[]> {
  const { name } = await raw<{ name: string }>('/organization');
  const uploaded = await raw<Sbom>('/sboms', { method: 'POST', body: exampleSbom });
  const { sboms } = await raw<{ sboms: Sbom[] }>('/sboms');
  const lines = [
    `The token belongs to ${name}.`,
    `Uploaded ${uploaded.name} ${uploaded.version}.`,
    `SBOMs listed: ${sboms.length}.`,
  ];
  try {
    await raw('/organization', { method: 'PATCH', body: { name: 'Ours' } });
    return [...lines, 'Renamed the organization.'];
  } catch (error) {
    // Every failed call throws a typed error. None of them contains the token.
    if (!isLynkError(error) || error.code !== 'forbidden') throw error;
    return [...lines, `Cannot rename the organization: the token lacks ${error.permissions.join(', ')}.`];
  }
}

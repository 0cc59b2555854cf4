import { isLynkError } from '@lynk-auth/core';
import type { LynkClient } from '@lynk-auth/fetch';
import { exampleSbom } from './example-sbom.ts';

interface Sbom {
  readonly name: string;
  readonly version: string | null;
}

/** Uploads, lists, and tries what a pipeline may not do. Says what came of it, a line for each. */
export async function tour({ raw }: LynkClient): Promise<string[]> {
  const { name } = await raw<{ name: string }>('/organization');
  const uploaded = await raw<Sbom>('/sboms', { method: 'POST', body: exampleSbom });
  const { sboms } = await raw<{ sboms: Sbom[] }>('/sboms');
  const lines = [
    `The token is of ${name}.`,
    `Uploaded ${uploaded.name} ${uploaded.version}.`,
    `Listed ${sboms.length}.`,
  ];
  try {
    await raw('/organization', { method: 'PATCH', body: { name: 'Ours' } });
    return [...lines, 'Renamed the organization.'];
  } catch (error) {
    // Every failure of a call is one of a typed family; none of them holds the token.
    if (!isLynkError(error) || error.code !== 'forbidden') throw error;
    return [...lines, `May not rename it: the token lacks ${error.permissions.join(', ')}.`];
  }
}

import { rm } from 'node:fs/promises';
import { systemActor } from '@lynk-auth/authority';
import { expect, test } from 'vitest';
import { firstStart } from '../src/first-start.ts';
import { createMetrics } from '../src/metrics/create-metrics.ts';
import { openFolder, temporaryFolder } from './console.ts';

test('the metrics have the age of the event that was delivered or tried last', async () => {
  const folder = await temporaryFolder();
  const metrics = createMetrics();
  const delivered: number[] = [];
  const notices = {
    mailer: null,
    deliver: async ({ at }: { at: number }) => {
      delivered.push(at);
    },
    close: async () => undefined,
  };
  const system = await openFolder(folder, { create: true, notices, metrics });
  try {
    const first = await firstStart(system);
    const management = system.authority.as(systemActor(first?.organization.id ?? ''));
    const token = first?.token.reveal() ?? '';
    expect(await management.revokeByToken(token)).toMatchObject({ ok: true });
    expect(await system.verifier.verify(token)).toMatchObject({ ok: false, reason: 'revoked' });
    await system.verifier.flush();
    await system.authority.deliverEvents();
    const [at = 0] = delivered;
    expect(delivered).toHaveLength(1);
    const [, age] = /^lynk_auth_event_age_seconds (\S+)$/m.exec(await metrics.read()) ?? [];
    expect(Number(age)).toBeGreaterThan(0);
    expect(Number(age)).toBeLessThanOrEqual((Date.now() - at) / 1000);
  } finally {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/// <reference types="node" />
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SpanStatusCode } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect, test } from 'vitest';
import { createRequestAuthenticator } from '../src/server/authentication/create-request-authenticator.ts';
import { readNodeRequest } from '../src/server/authentication/read-node-request.ts';
import type { TokenVerifier, VerifyResult } from '../src/server/authentication/token-verifier.ts';
import { instrument } from '../src/server/instrument.ts';
import { authorizationCorpus } from './corpora.ts';
import { corpusVerifier } from './corpus-verifier.ts';

/** The SDK, exporting to memory. */
function startSdk() {
  const spans = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  return {
    spans,
    tracer: tracers.getTracer('api'),
    meter: meters.getMeter('api'),
    async read() {
      await meters.forceFlush();
      return metrics
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    },
    stop: () => Promise.all([tracers.shutdown(), meters.shutdown()]),
  };
}

const { valid_token: valid, unknown_token: unknown } = authorizationCorpus;
const [down, broken, slow] = ['down', 'broken', 'slow'] as const;

/** The corpus's, and what goes wrong on its bad days. */
const verifier: TokenVerifier = {
  verify(token): VerifyResult | Promise<VerifyResult> {
    if (token === down) return { ok: false, kind: 'unavailable', reason: 'source_down' };
    if (token === broken) throw new Error(`no place for ${valid}`);
    if (token === slow)
      return new Promise((resolve) => setTimeout(resolve, 20, corpusVerifier.verify(valid)));
    return corpusVerifier.verify(token);
  },
};

test('reports every verification to the OpenTelemetry SDK, without a secret', async () => {
  const sdk = startSdk();
  const { tracer, meter } = sdk;
  const options = { verifier: instrument(verifier, { tracer, meter }) };
  const authenticator = createRequestAuthenticator('test', options, readNodeRequest);
  const server = createServer(async (request, response) => {
    try {
      const result = await authenticator.authenticate(request);
      response.writeHead(result.ok ? 200 : result.response.status).end();
    } catch {
      response.writeHead(500).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'curl/8' };
    return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers })).status;
  };
  const asked = [valid, slow, valid, unknown, 'x'.repeat(40), down, broken];
  const statuses: number[] = [];
  for (const token of asked) statuses.push(await ask(token));
  expect(statuses).toEqual([200, 200, 200, 401, 401, 503, 500]);
  server.close();

  const ok = { outcome: 'ok' };
  const refused = (reason: string) => ({ outcome: 'invalid_token', reason });
  const unavailable = { outcome: 'unavailable', reason: 'source_down' };
  const finished = sdk.spans.getFinishedSpans();
  expect(finished.map(({ name, attributes, status }) => [name, attributes, status.code])).toEqual([
    ...[ok, ok, ok].map((attributes) => ['lynk_auth.verify', attributes, SpanStatusCode.UNSET]),
    ['lynk_auth.verify', refused('unknown'), SpanStatusCode.UNSET],
    ['lynk_auth.verify', refused('placeholder'), SpanStatusCode.UNSET],
    ['lynk_auth.verify', unavailable, SpanStatusCode.ERROR],
    ['lynk_auth.verify', { outcome: 'error' }, SpanStatusCode.ERROR],
  ]);
  // Its time is that of the verification, in seconds and nanoseconds.
  const [seconds, nanoseconds] = finished[1]?.duration ?? [0, 0];
  expect(seconds * 1000 + nanoseconds / 1e6).toBeGreaterThan(15);

  const metrics = await sdk.read();
  const points = (name: string) =>
    metrics
      .find(({ descriptor }) => descriptor.name === name)
      ?.dataPoints.map(({ attributes, value }) => [attributes, value]);
  expect(points('lynk_auth.verify')).toEqual([
    [ok, 3],
    [refused('unknown'), 1],
    [refused('placeholder'), 1],
    [unavailable, 1],
    [{ outcome: 'error' }, 1],
  ]);
  const durations = metrics.find(({ descriptor }) => descriptor.name === 'lynk_auth.verify.duration');
  expect(durations?.descriptor).toMatchObject({ unit: 's', type: 'HISTOGRAM' });
  const [first] = durations?.dataPoints ?? [];
  expect(first?.attributes).toEqual(ok);
  const { count, max = 0 } = (first?.value ?? {}) as { count?: number; max?: number };
  expect(count).toBe(3);
  expect(max).toBeGreaterThan(0.015);
  expect(max).toBeLessThan(10);

  const exported = inspect([finished, metrics], { depth: 20, maxArrayLength: null, showHidden: true });
  for (const token of authorizationCorpus.store.map((row) => row.token).concat(unknown)) {
    expect(exported.includes(token.slice(-10))).toBe(false);
  }
  expect(exported).not.toContain('curl/8');
  expect(exported).not.toContain('127.0.0.1');
  await sdk.stop();
});

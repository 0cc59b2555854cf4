import { instrument, type MeterLike, type TokenVerifier } from '@lynk-auth/core/server';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The part of the console that served a request. */
export type Area = 'api' | 'auth' | 'manage' | 'console' | 'pages';

/** Counts what the console does. No label has a token, an id, a name or a part of a path. */
export interface Metrics {
  /** Counts the verifications of a verifier. */
  instrument(verifier: TokenVerifier): TokenVerifier;
  /** Counts a token that was read from the database, because the cache did not have it. */
  countLookup(): void;
  /**
   * Counts a request.
   *
   * @param status The status of the response; `null` if the client went away before.
   */
  countRequest(area: Area, status: number | null, seconds: number): void;
  /**
   * Keeps the age of an event that is delivered, or tried again.
   *
   * @param at The time of the event, in epoch milliseconds.
   */
  keepEventAge(at: number): void;
  readonly contentType: string;
  /** Formats all values. */
  read(): Promise<string>;
}

const VERIFICATION_SECONDS = [0.00001, 0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Creates the metrics of one console, in the text format of Prometheus. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const lookups = new Counter({
    name: 'lynk_auth_lookups_total',
    help: 'Tokens that were read from the database, because the cache did not have them',
    registers,
  });
  const requests = new Counter({
    name: 'lynk_auth_http_requests_total',
    help: 'Requests by the area of the console and the status of the response',
    labelNames: ['area', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'lynk_auth_http_request_duration_seconds',
    help: 'How long a request took',
    labelNames: ['area'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const eventAge = new Gauge({
    name: 'lynk_auth_event_age_seconds',
    help: 'The age of the event that this process has delivered or tried last',
    registers,
  });
  /** The names of OpenTelemetry, as Prometheus writes them. */
  const meter: MeterLike = {
    createCounter(name, { description }) {
      const labelNames = ['outcome', 'reason'];
      const counter = new Counter({
        name: `${toName(name)}_total`,
        help: description,
        labelNames,
        registers,
      });
      return { add: (value, { outcome = '', reason = '' }) => counter.inc({ outcome, reason }, value) };
    },
    createHistogram(name, { description }) {
      const options = { help: description, labelNames: ['outcome'], buckets: VERIFICATION_SECONDS };
      const histogram = new Histogram({ name: `${toName(name)}_seconds`, ...options, registers });
      return { record: (value, { outcome = '' }) => histogram.observe({ outcome }, value) };
    },
  };
  return {
    instrument: (verifier) => instrument(verifier, { meter }),
    countLookup: () => lookups.inc(),
    countRequest(area, status, seconds) {
      requests.inc({ area, status: status ?? 'aborted' });
      durations.observe({ area }, seconds);
    },
    keepEventAge: (at) => eventAge.set(Math.max(0, Date.now() - at) / 1000),
    contentType: registry.contentType,
    read: () => registry.metrics(),
  };
}

const toName = (name: string): string => name.replaceAll('.', '_');

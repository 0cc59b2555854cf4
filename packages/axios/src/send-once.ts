import type { TransportAttempt } from '@lynk-auth/core/client';
import axios, {
  type AxiosAdapter,
  type AxiosRequestConfig,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { attemptConfig } from './attempt-config.ts';
import { failedStatus } from './failed-status.ts';
import { readStream } from './read-stream.ts';

/** What an instance's defaults name as its adapter. */
export type Adapter = AxiosRequestConfig['adapter'];

/** The adapter that an instance would take by itself. */
export const resolveAdapter = (named: Adapter, config: InternalAxiosRequestConfig): AxiosAdapter =>
  // Newer ones want the config too, which their types leave out.
  (axios.getAdapter as (named: unknown, config: unknown) => AxiosAdapter)(named, config);

/** What is sent, and by what. */
interface Sent {
  readonly adapter: Adapter;
  /** The caller's. */
  readonly config: InternalAxiosRequestConfig;
  readonly maxResponseBytes: number;
}

/**
 * Puts one try on the wire.
 *
 * @returns The answer, whatever its status; its config and its request hold the token.
 * @throws whatever the adapter throws, which holds it too.
 */
export async function sendOnce(
  { adapter, config, maxResponseBytes }: Sent,
  attempt: TransportAttempt,
): Promise<AxiosResponse> {
  const sent = attemptConfig(config, attempt, maxResponseBytes);
  const send = resolveAdapter(adapter, sent);
  const { responseType, maxContentLength = maxResponseBytes } = sent;
  if (responseType !== 'stream' && send === resolveAdapter('fetch', sent)) {
    const response = await send({ ...sent, responseType: 'stream', maxContentLength: -1 });
    return readStream(response, responseType, maxContentLength);
  }
  try {
    return await send(sent);
  } catch (error) {
    return { data: '', status: failedStatus(error), statusText: '', headers: {}, config };
  }
}

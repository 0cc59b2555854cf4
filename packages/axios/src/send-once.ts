import { isLynkError } from '@lynk-auth/core';
import type { TransportAttempt } from '@lynk-auth/core/client';
import axios, {
  type AxiosAdapter,
  type AxiosRequestConfig,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { createAttemptConfig } from './create-attempt-config.ts';
import { prepareData } from './prepare-data.ts';
import { readFailedStatus } from './read-failed-status.ts';
import { readStream } from './read-stream.ts';

/** The `adapter` of an instance's defaults: a name, a list of names or a function. */
export type Adapter = AxiosRequestConfig['adapter'];

/** Resolves the adapter as axios does. */
export const resolveAdapter = (adapter: Adapter, config: InternalAxiosRequestConfig): AxiosAdapter =>
  // Newer versions require the config, which is missing in their types.
  (axios.getAdapter as (adapter: unknown, config: unknown) => AxiosAdapter)(adapter, config);

interface SendOptions {
  readonly adapter: Adapter;
  /** The caller's config. */
  readonly config: InternalAxiosRequestConfig;
  readonly maxResponseBytes: number;
}

/**
 * Sends one attempt.
 *
 * @returns The response, whatever its status. Its config and request contain the token.
 * @throws Any error of the adapter, which contains the token too.
 */
export async function sendOnce(
  { adapter, config, maxResponseBytes }: SendOptions,
  attempt: TransportAttempt,
): Promise<AxiosResponse> {
  const attemptConfig = createAttemptConfig(config, attempt, maxResponseBytes);
  const send = resolveAdapter(adapter, attemptConfig);
  const { responseType, maxContentLength = maxResponseBytes } = attemptConfig;
  const isFetch = send === resolveAdapter('fetch', attemptConfig);
  if (isFetch) await prepareData(attemptConfig);
  const dispatch = (config: InternalAxiosRequestConfig) => send(config).catch(throwCause);
  if (isFetch && responseType !== 'stream') {
    const response = await dispatch({ ...attemptConfig, responseType: 'stream', maxContentLength: -1 });
    return readStream(response, responseType, maxContentLength);
  }
  try {
    return await dispatch(attemptConfig);
  } catch (error) {
    return { data: '', status: readFailedStatus(error), statusText: '', headers: {}, config };
  }
}

/** The adapter wraps the error of a body that it cannot send. */
function throwCause(error: unknown): never {
  const { cause } = (error ?? {}) as { cause?: unknown };
  throw isLynkError(cause) ? cause : error;
}

import { createServer, type Server } from 'node:http';
import { createErrorResponse } from '@lynk-auth/core/server';
import type { Logger } from '../create-logger.ts';
import { sendResponse } from '../http/send-response.ts';
import type { Metrics } from './create-metrics.ts';

/** Creates the server of `/metrics`, which has an address of its own, because it needs no token. */
export function createMetricsServer(metrics: Metrics, logger: Logger): Server {
  return createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (path !== '/metrics') return sendResponse(request, response, createErrorResponse('not_found'));
    if (!isRead) {
      const error = createErrorResponse('method_not_allowed', { allow: 'GET, HEAD' });
      return sendResponse(request, response, error);
    }
    try {
      const headers = { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' };
      sendResponse(request, response, { status: 200, headers, body: await metrics.read() });
    } catch (error) {
      logger.error({ err: error }, 'the metrics could not be read');
      sendResponse(request, response, createErrorResponse('internal_server_error'));
    }
  });
}

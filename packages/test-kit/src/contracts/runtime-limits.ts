/** Deno and workerd do not report why there was no connection, so it counts as a broken one. */
export const reportsNoReason = {
  'rejects with a network error if the server is unreachable, and reports that nothing was sent':
    'sent: expected false, got true',
  'retries a request that was never sent, even a mutation': 'The number of waits: expected 3, got 1',
};

/** Deno itself sends a request again if a connection that it kept breaks. */
export const repeatsRequests = {
  'rejects with a network error if the connection breaks before or within the response':
    'The number of requests: expected 1, got 2',
  'a connection that breaks: sends a query 4 times and a mutation 1': 'was sent: expected 4, got 5',
};

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Returns whether a request may change something, as far as its origin goes. The rules are those of Go's
 * `http.CrossOriginProtection`: every current browser sends `Sec-Fetch-Site`, which no page can forge; an older one sends
 * `Origin`, whose host must be that of the request; a request with neither does not come from a page.
 *
 * @param request The request.
 * @param origins Other origins that may send requests, such as `https://app.example.com`.
 */
export function isSameOrigin(request: Request, origins: readonly string[]): boolean {
  if (SAFE_METHODS.includes(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return true;
  const origin = request.headers.get('origin');
  if (origin !== null && origins.includes(origin)) return true;
  if (site !== null) return false;
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}

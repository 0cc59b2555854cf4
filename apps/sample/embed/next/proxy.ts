import { type NextRequest, NextResponse } from 'next/server';

/** Sends a content security policy with each page. Next marks its inline scripts with the nonce. */
export function proxy(request: NextRequest): NextResponse {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${btoa(crypto.randomUUID())}' 'strict-dynamic'`,
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  return NextResponse.next({ request: { headers }, headers: { 'content-security-policy': policy } });
}

export const config = { matcher: '/' };

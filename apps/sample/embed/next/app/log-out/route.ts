import { endSession } from '../../../host/sessions.ts';

export function POST(request: Request): Response {
  endSession(request.headers.get('cookie'));
  return new Response(null, { status: 303, headers: { location: '/' } });
}

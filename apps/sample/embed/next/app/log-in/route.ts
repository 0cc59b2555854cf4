import { startSession } from '../../../host/sessions.ts';

export async function POST(request: Request): Promise<Response> {
  const form = await request.formData();
  const headers = { location: '/', 'set-cookie': startSession(form.get('user')) };
  return new Response(null, { status: 303, headers });
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as OpenApiApp from './apps/openapi-app.ts';
import { createProject, hosts, type Project } from './create-project.ts';

interface Operation {
  readonly security?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

describe.each(hosts)('the OpenAPI document on Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let openApi: typeof OpenApiApp;
  let document: Awaited<ReturnType<typeof OpenApiApp.createDocument>>;
  beforeAll(async () => {
    project = await createProject(version);
    openApi = await project.load('openapi-app');
    document = await openApi.createDocument(platform);
  });
  afterAll(() => project.dispose());

  const read = (path: string): Operation => {
    const { get, post } = document.paths[path] ?? {};
    return (get ?? post) as Operation;
  };
  const bearer = [{ bearer: [] }];
  const refusals = (permissions: string) => ({
    401: { description: 'There is no valid token.' },
    403: { description: `The token lacks a permission. Required: ${permissions}.` },
  });
  const empty = { description: '' };
  const sbom = { $ref: '#/components/schemas/Sbom' };
  const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });

  test('has the security scheme', () => {
    expect(document.components?.securitySchemes).toHaveProperty('bearer');
  });

  test('adds nothing to a handler without permissions', () => {
    expect(read('/sboms/free')).toMatchObject({ responses: { 200: empty } });
    expect(Object.keys(read('/sboms/free').responses)).toEqual(['200']);
    expect(read('/sboms/free').security).toBeUndefined();
  });

  test.each([
    ['/sboms/upload', bearer, { 201: empty, ...refusals('update_sboms') }],
    ['/sboms/no-content', bearer, { 204: empty, ...refusals('update_sboms, view_sboms') }],
    ['/sboms/drafts', bearer, { 200: empty, ...refusals('one of (update_sboms, delete_sboms)') }],
    ['/sboms/accepted', bearer, { 202: empty, ...refusals('view_sboms') }],
    ['/sboms/inherited', bearer, { 200: empty, ...refusals('view_sboms') }],
    ['/sboms/typed', bearer, { 200: json(sbom), ...refusals('view_sboms') }],
    ['/sboms/plugin', bearer, { 200: json({ type: 'array', items: sbom }), ...refusals('view_sboms') }],
    ['/organization/plain', bearer, { 200: empty, ...refusals('view_organization') }],
    ['/organization/users', bearer, { 200: empty, ...refusals('view_organization, view_users') }],
    [
      '/organization/members',
      bearer,
      { 200: empty, ...refusals('view_organization, one of (view_users, manage_users)') },
    ],
    ['/scheme', [{ own: [] }], { 200: empty, ...refusals('view_sboms') }],
  ])('describes %s', (path, security, responses) => {
    expect(read(path)).toMatchObject({ security, responses });
    expect(Object.keys(read(path).responses)).toEqual(Object.keys(responses));
  });

  test('keeps what the application describes itself', () => {
    const { security, responses } = read('/sboms/own');
    expect(security).toEqual([{ own: [] }]);
    expect(responses).toEqual({ ...refusals('view_sboms'), 403: { description: 'Own words.' } });
  });

  test('is the same for another application with the same controllers', async () => {
    expect(await openApi.createDocument(platform)).toEqual(document);
  });
});

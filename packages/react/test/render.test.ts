/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LynkAuthProvider, PersonalTokens, ServiceTokens } from '../src/index.ts';

it('renders on a server, without a request and without an inline style', () => {
  const fetch = () => {
    throw new Error('A server sends no request.');
  };
  const pages = [createElement(PersonalTokens, { key: 1 }), createElement(ServiceTokens, { key: 2 })];
  const html = renderToString(createElement(LynkAuthProvider, { endpoint: '/manage/api', fetch }, pages));
  expect(html).toContain('Security tokens');
  expect(html).toContain('Service tokens');
  expect(html).not.toMatch(/ style=|<style/);
});

it('says what is missing without a provider', () => {
  expect(() => renderToString(createElement(PersonalTokens))).toThrow('There is no LynkAuthProvider above');
});

it.each(['index.js', 'index.cjs'])('%s begins with the directive of client components', async (name) => {
  const built = await readFile(new URL(`../dist/${name}`, import.meta.url), 'utf8');
  expect(built).toMatch(/^(?:"use strict";\n?)?['"]use client['"];/);
});

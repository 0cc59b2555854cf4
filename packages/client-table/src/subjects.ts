import { makeAxiosSubject } from './axios-subject.ts';
import { makeFetchSubject } from './fetch-subject.ts';
import type { MakeSubject } from './subject.ts';

const subjects: Readonly<Record<string, MakeSubject>> = {
  fetch: makeFetchSubject,
  'axios, http': makeAxiosSubject('http'),
  'axios, fetch': makeAxiosSubject('fetch'),
};

/** What makes the clients of a name. */
export function subjectOf(name: string): MakeSubject {
  const make = subjects[name];
  if (make === undefined) throw new Error('There is no such adapter.');
  return make;
}

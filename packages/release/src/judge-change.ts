import type { Digests } from './released.ts';

/** How big a release is. */
export type Bump = 'patch' | 'minor' | 'major';

const bumps: readonly Bump[] = ['patch', 'minor', 'major'];

/** A package, what it offered and offers, and the biggest changeset that names it. */
export interface Change {
  readonly name: string;
  readonly version: string;
  readonly released: Digests | undefined;
  readonly now: Digests;
  readonly bump: Bump | undefined;
}

/**
 * Whether a changeset says of a package's surface what became of it since the last release.
 *
 * @returns One sentence that says what to do, or `null`.
 */
export function judgeChange({ name, version, released = {}, now, bump }: Change): string | null {
  const broken: string[] = [];
  const added: string[] = [];
  for (const [entry, exports] of Object.entries(now)) {
    for (const [each, digest] of Object.entries(exports)) {
      const before = released[entry]?.[each];
      if (before === undefined) added.push(each);
      else if (before !== digest) broken.push(`${each} is not what it was`);
    }
  }
  for (const [entry, exports] of Object.entries(released)) {
    for (const each of Object.keys(exports)) {
      if (now[entry]?.[each] === undefined) broken.push(`${each} is gone`);
    }
  }
  if (broken.length + added.length === 0) return null;
  const stable = !version.startsWith('0.');
  const needed: Bump =
    broken.length > 0 ? (stable ? 'major' : 'minor') : stable && added.length > 0 ? 'minor' : 'patch';
  if (bump !== undefined && bumps.indexOf(bump) >= bumps.indexOf(needed)) return null;
  const what = [...broken, ...added.map((each) => `${each} is new`)].slice(0, 5).join(', ');
  const is = bump === undefined ? 'no changeset names it' : `its changesets say ${bump}`;
  return `${name}: ${what}; ${is}. Run \`npx changeset\`, choose ${name}, and at least ${needed}.`;
}

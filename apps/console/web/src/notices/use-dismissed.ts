import { useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** For browsers that keep nothing. */
const unsaved = new Map<string, string>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

function read(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return unsaved.get(name) ?? '';
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    unsaved.set(name, text);
  }
  for (const listener of listeners) listener();
}

/**
 * The notices that a person has dismissed in this browser.
 *
 * @returns The keys, which have ids and dates only, and the function that replaces them.
 */
export function useDismissed(
  userId: string,
): readonly [keys: ReadonlySet<string>, dismiss: (keys: readonly string[]) => void] {
  const name = `dismissed-notices:${userId}`;
  const text = useSyncExternalStore(subscribe, () => read(name));
  const keys = useMemo(() => new Set(text.split('\n')), [text]);
  return [keys, (next) => write(name, next.join('\n'))];
}

import { useLynkAuth } from '@lynk-auth/react';
import { useQuery } from '@tanstack/react-query';
import type { Notice } from '../../../src/notices/list-notices.ts';
import { listNotices } from '../api/endpoints.ts';
import { useSession } from '../session/session.tsx';
import { useDismissed } from './use-dismissed.ts';

export type { Notice };

/** A notice, and the key under which it is dismissed. The next step of an expiry is another notice, as is a rejection on another day. */
interface KeyedNotice {
  readonly key: string;
  readonly notice: Notice;
}

interface Notices {
  /** Those that are not dismissed; `undefined` until they are read. */
  readonly notices: readonly KeyedNotice[] | undefined;
  readonly error: Error | null;
  dismiss(key: string): void;
}

const REFRESH_MS = 60_000;

/** The notices of the person who is logged in. */
export function useNotices(): Notices {
  const { queryClient, scope } = useLynkAuth();
  const { state } = useSession();
  const [dismissed, setDismissed] = useDismissed(state.kind === 'user' ? state.user.id : '');
  const { data, error } = useQuery(
    { queryKey: [...scope, 'notices'], queryFn: listNotices, refetchInterval: REFRESH_MS },
    queryClient,
  );
  const all = data?.notices.map((notice) => ({ key: keyOf(notice), notice }));
  return {
    notices: all?.filter(({ key }) => !dismissed.has(key)),
    error,
    // Without those of notices that are gone.
    dismiss: (key) =>
      setDismissed((all ?? []).map((each) => each.key).filter((each) => each === key || dismissed.has(each))),
  };
}

function keyOf(notice: Notice): string {
  const { id } = notice.token;
  if (notice.kind === 'expiring') return `${id} ${notice.expiresAt} ${notice.daysLeft}`;
  return `${id} ${notice.reason} ${new Date(notice.lastAt).toISOString().slice(0, 10)}`;
}

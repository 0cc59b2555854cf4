import { NavLink } from 'react-router';
import { messages } from '../messages.ts';
import { BellIcon } from '../ui/icons.tsx';
import { useNotices } from './use-notices.ts';

/** The way to the notices, with their number. */
export function NoticesLink() {
  const count = useNotices().notices?.length ?? 0;
  return (
    <NavLink to="/notices" className="bell" aria-label={messages.notices.link(count)}>
      <BellIcon />
      {count > 0 && <span className="bell-count">{count > 99 ? '99+' : count}</span>}
    </NavLink>
  );
}

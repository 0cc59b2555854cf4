import { ManageTokenDialog, useLynkAuth } from '@lynk-auth/react';
import { useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useTitle } from '../ui/use-title.ts';
import { type Notice, useNotices } from './use-notices.ts';

/** What a person should know about their tokens: which expire soon, and which are rejected. */
export function NoticesPage() {
  const { notices, error, dismiss } = useNotices();
  const [opened, setOpened] = useState<string | null>(null);
  useTitle(messages.notices.title);
  return (
    <div className="page">
      <div>
        <h1 tabIndex={-1} data-lynk-home>
          {messages.notices.title}
        </h1>
        <p className="muted">{messages.notices.lead}</p>
      </div>
      <Problem error={error?.message} />
      {notices === undefined && error === null && <p className="muted">{messages.loading}</p>}
      {notices?.length === 0 && <p className="empty">{messages.notices.none}</p>}
      <ul className="list">
        {notices?.map(({ key, notice }) => (
          <NoticeRow
            key={key}
            notice={notice}
            onOpen={() => setOpened(notice.token.id)}
            onDismiss={() => dismiss(key)}
          />
        ))}
      </ul>
      {opened !== null && <ManageTokenDialog tokenId={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

interface NoticeRowProps {
  readonly notice: Notice;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
}

function NoticeRow({ notice, onOpen, onDismiss }: NoticeRowProps) {
  const { t, format } = useLynkAuth();
  const { name, mask } = notice.token;
  const isUrgent = notice.kind === 'refused' || notice.daysLeft === 1;
  return (
    <li className="list-row notice">
      <div className="list-main">
        <strong>{name}</strong>
        <code>{mask}</code>
        <span className={isUrgent ? 'badge badge-danger' : 'badge badge-warning'}>
          {notice.kind === 'refused'
            ? messages.notices.rejected
            : messages.notices.expires(format.relative(notice.expiresAt, Date.now()))}
        </span>
      </div>
      <div className="list-actions">
        <Button aria-label={messages.notices.openOf(name)} onClick={onOpen}>
          {messages.notices.open}
        </Button>
        <Button variant="quiet" aria-label={messages.notices.dismissOf(name)} onClick={onDismiss}>
          {messages.notices.dismiss}
        </Button>
      </div>
      <p className="list-details">
        {notice.kind === 'refused'
          ? `${t(`refusal.${notice.reason}`)} ${t('refusals.count', { count: notice.count })}, ${messages.notices.last(format.dateTime(notice.lastAt))}.`
          : messages.notices.until(format.dateTime(notice.expiresAt))}
      </p>
    </li>
  );
}

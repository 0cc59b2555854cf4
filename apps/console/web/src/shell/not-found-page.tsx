import { Link } from 'react-router';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';

export function NotFoundPage() {
  useTitle(messages.notFound.title);
  return (
    <div className="page">
      <h1>{messages.notFound.title}</h1>
      <p>
        <Link to="/">{messages.notFound.back}</Link>
      </p>
    </div>
  );
}

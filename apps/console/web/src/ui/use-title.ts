import { useEffect } from 'react';
import { messages } from '../messages.ts';

/** Sets the title of the document. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${messages.product}`;
  }, [title]);
}

import { ServiceTokens } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';
import { useFilter } from './use-filter.ts';

export function ServiceTokensPage() {
  useTitle(messages.settings.serviceTokens);
  return <ServiceTokens {...useFilter()} />;
}

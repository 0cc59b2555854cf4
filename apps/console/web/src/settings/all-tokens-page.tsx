import { AllTokens } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';
import { useFilter } from './use-filter.ts';

export function AllTokensPage() {
  useTitle(messages.settings.allTokens);
  return <AllTokens {...useFilter()} />;
}

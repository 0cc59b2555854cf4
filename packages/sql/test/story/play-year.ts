import type { Store } from '@lynk-auth/authority';
import { expectVerification } from './expect-verification.ts';
import { DAY, type Model, type ModelSecret, type ModelToken } from './model.ts';
import { type Code, type StartedStory, startStory, type VerificationCounts } from './start-story.ts';
import { type StepName, stepOf } from './steps/steps.ts';
import type { Story } from './story.ts';

/** One step of a year. */
export interface PlannedStep {
  readonly name: StepName;
  /** Determines the choices of the step. */
  readonly seed: number;
}

/** What happened in a year. */
export interface YearReport extends VerificationCounts {
  readonly succeeded: Partial<Record<StepName, number>>;
  readonly failed: Partial<Record<StepName, number>>;
}

/** How many secrets are verified after each step: of those that it changed, of those that are accepted, and of all. */
const SAMPLES = { changed: 3, accepted: 3, any: 1 } as const;

/**
 * Plays a year of one organization. After each step it verifies some secrets, live and dead, from different addresses.
 *
 * @throws {Error} if an operation or a verification differs from the model.
 */
export async function playYear(
  code: Code,
  openStore: () => Promise<Store>,
  steps: readonly PlannedStep[],
): Promise<YearReport> {
  const started = await startStory(code, openStore);
  const report = { succeeded: {}, failed: {} } as Pick<YearReport, 'succeeded' | 'failed'>;
  try {
    for (const { name, seed } of steps) {
      const story = started.at(seed);
      passTime(story, steps.length);
      const changed = await playStep(started, story, name);
      if (changed === undefined) continue;
      const counts = report[changed ? 'succeeded' : 'failed'];
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return { ...report, ...started.counts };
  } finally {
    await started.close();
  }
}

/** Some minutes, or some days: a year in all. */
function passTime({ model, chance, integer }: Story, steps: number): void {
  model.now += integer(chance(0.5) ? DAY / 24 : (4 * 365 * DAY) / steps);
}

async function playStep(
  { model, passLease }: StartedStory,
  story: Story,
  name: StepName,
): Promise<boolean | undefined> {
  const secretsOf = () => model.tokens.flatMap((token) => token.secrets.map((secret) => ({ token, secret })));
  const before = new Map(secretsOf().map((each) => [each.secret, describe(model, each)]));
  try {
    const succeeded = await stepOf(name)(story);
    passLease();
    const any = secretsOf();
    const changed = any.filter((each) => before.get(each.secret) !== describe(model, each));
    const { networks } = model.policy;
    const accepted = any.filter((each) => expectVerification(model, each, networks?.inside[0]).ok);
    for (const [name, secrets] of Object.entries({ changed, accepted, any })) {
      const count = secrets.length === 0 ? 0 : SAMPLES[name as keyof typeof SAMPLES];
      for (let sample = 0; sample < count; sample += 1) {
        const { token, secret } = story.pick(secrets);
        // Many new secrets wait for their first use.
        if (secret.pending && story.chance(0.7)) continue;
        await story.verify(token, secret);
      }
    }
    return succeeded;
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** What is expected of a secret, and from which networks. */
function describe(model: Model, each: { readonly token: ModelToken; readonly secret: ModelSecret }): string {
  const { networks } = model.policy;
  return JSON.stringify([expectVerification(model, each, networks?.inside[0]), networks?.cidr]);
}

import type { LifetimeLimits } from '@lynk-auth/authority';
import { type ReactNode, useId } from 'react';
import { useNow } from '../format/use-now.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { type ExpiryChoice, presetsWithin, resolveChoice, toLocalInput } from './expiry.ts';

interface ExpiryFieldProps {
  readonly label: string;
  readonly limits: LifetimeLimits;
  /** When the lifetime begins, in epoch milliseconds; now for a new token. */
  readonly from?: number;
  /** The expiry to keep, of a token that has one already. */
  readonly current?: number | null;
  readonly value: ExpiryChoice;
  readonly onChange: (value: ExpiryChoice) => void;
  /** Whether to say what is wrong. */
  readonly showProblem: boolean;
}

/** Chooses when a token expires. */
export function ExpiryField(props: ExpiryFieldProps): ReactNode {
  const { label, limits, current, value, onChange, showProblem } = props;
  const { t, format } = useLynkAuth();
  const now = useNow();
  const id = useId();
  const { maxLifetimeSeconds, allowNoExpiry } = limits;
  const mayBeNever = allowNoExpiry && maxLifetimeSeconds === null;
  const longest = maxLifetimeSeconds === null ? null : format.duration(maxLifetimeSeconds * 1000);
  const from = props.from ?? now;
  const chosen = resolveChoice(value, limits, { from, now });

  const option = (text: string, choice: ExpiryChoice, isChosen: boolean) => (
    <label key={text} className="lynk-choice">
      <input type="radio" name={`${id}-expiry`} checked={isChosen} onChange={() => onChange(choice)} />
      <span>{text}</span>
    </label>
  );
  const keepTime = current === null ? t('token.expires.never') : format.dateTime(current ?? 0);
  return (
    <fieldset className="lynk-field">
      <legend className="lynk-label">{label}</legend>
      <p className="lynk-hint">
        {longest === null ? t('expiry.hint') : t('expiry.limit', { duration: longest })}
      </p>
      <div className="lynk-choices">
        {current !== undefined &&
          option(t('expiry.keep', { time: keepTime }), { kind: 'keep' }, value.kind === 'keep')}
        {presetsWithin(limits).map((ms) =>
          option(format.duration(ms), { kind: 'preset', ms }, value.kind === 'preset' && value.ms === ms),
        )}
        {option(
          t('expiry.own'),
          { kind: 'own', local: toLocalInput(now + 14 * 86_400_000) },
          value.kind === 'own',
        )}
        {mayBeNever && option(t('expiry.never'), { kind: 'never' }, value.kind === 'never')}
      </div>
      {value.kind === 'own' && (
        <div className="lynk-subfield">
          <label htmlFor={`${id}-own`} className="lynk-hint">
            {t('expiry.own.label')}
          </label>
          <input
            id={`${id}-own`}
            className="lynk-input"
            type="datetime-local"
            min={toLocalInput(now)}
            value={value.local}
            onChange={(event) => onChange({ kind: 'own', local: event.target.value })}
          />
        </div>
      )}
      <div aria-live="polite">
        {value.kind === 'never' && (
          <p className="lynk-notice lynk-notice-warning">{t('expiry.never.warning')}</p>
        )}
        {chosen.ok && typeof chosen.expiresAt === 'number' && (
          <p className="lynk-hint">
            {t('expiry.at', {
              local: format.dateTime(chosen.expiresAt),
              zone: format.zone,
              utc: format.utc(chosen.expiresAt),
            })}
          </p>
        )}
        {!chosen.ok && showProblem && (
          <p className="lynk-error">
            {t(chosen.problem === 'late' ? 'expiry.own.late' : 'expiry.own.missing', {
              duration: longest ?? '',
            })}
          </p>
        )}
      </div>
    </fieldset>
  );
}

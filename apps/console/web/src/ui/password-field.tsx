import { useId, useState } from 'react';
import { messages } from '../messages.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A password that the user can make visible. */
export function PasswordField({ label, hint, autoComplete, value, onChange }: PasswordFieldProps) {
  const id = useId();
  const [visible, setVisible] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input-group">
        <input
          id={id}
          type={visible ? 'text' : 'password'}
          required
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="input-action"
          aria-pressed={visible}
          aria-label={messages.password.showLabel}
          onClick={() => setVisible(!visible)}
        >
          {visible ? messages.password.hide : messages.password.show}
        </button>
      </div>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

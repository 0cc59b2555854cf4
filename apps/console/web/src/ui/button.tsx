import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
}

export function Button({ variant = 'secondary', className = '', ...props }: ButtonProps) {
  return <button type="button" {...props} className={`button button-${variant} ${className}`} />;
}

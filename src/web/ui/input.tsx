import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'

export interface InputProps extends Omit<ComponentPropsWithRef<'input'>, 'size' | 'prefix'> {
  size?: 'sm' | 'md' | 'lg' | undefined
  icon?: LucideIcon | undefined
  /** Stands before the text, for example a currency code. */
  prefix?: ReactNode
  /** Stands at the end: a unit, a key, a button. */
  suffix?: ReactNode
}

export function Input({ size = 'md', icon: Icon, prefix, suffix, className, ...rest }: InputProps) {
  const wiring = useFieldWiring()
  return (
    <span className={cx('input', size !== 'md' && `${size === 'lg' ? 'input' : 'is'}-${size}`, className)}>
      {Icon !== undefined && <Icon aria-hidden="true" />}
      {prefix !== undefined && <span className="c-3">{prefix}</span>}
      <input {...wiring} {...rest} />
      {suffix}
    </span>
  )
}

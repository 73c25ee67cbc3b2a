import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import { Spinner } from './spinner.tsx'

export interface ButtonLook {
  variant?: 'default' | 'primary' | 'ghost' | 'danger' | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  block?: boolean | undefined
}

export interface ButtonProps extends ComponentPropsWithRef<'button'>, ButtonLook {
  /** Shows a spinner and lets nothing be pressed; the button keeps its focus. */
  loading?: boolean | undefined
  /** The shortcut that does the same, as in the registry: `n`, `mod+enter`. */
  keys?: string | undefined
}

/** The classes of a button, for links that look like one. */
export function buttonClass(
  { variant = 'default', size = 'md', block = false }: ButtonLook,
  ...more: (string | undefined)[]
) {
  return cx(
    'btn',
    variant !== 'default' && `btn-${variant}`,
    size !== 'md' && `btn-${size}`,
    block && 'btn-block',
    ...more,
  )
}

export function Button({
  variant,
  size,
  block,
  loading = false,
  keys,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ variant, size, block }, className)}
      data-busy={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
    >
      {loading && <Spinner />}
      {children}
      {keys !== undefined && (
        <span className="hide-sm">
          <Kbd keys={keys} />
        </span>
      )}
    </button>
  )
}

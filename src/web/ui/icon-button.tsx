import type { LucideIcon } from 'lucide-react'
import type { ButtonProps } from './button.tsx'
import { buttonClass } from './button.tsx'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'block'> {
  icon: LucideIcon
  /** What it does, in words: the accessible name and the tooltip. */
  label: string
}

export function IconButton({
  icon: Icon,
  label,
  keys,
  variant = 'ghost',
  size,
  loading = false,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={buttonClass({ variant, size }, 'btn-icon', className)}
        aria-busy={loading || undefined}
      >
        {loading ? <Spinner /> : <Icon />}
      </button>
    </Tooltip>
  )
}

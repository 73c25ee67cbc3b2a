import { cx } from './class-names.ts'
import { initials } from './lettermark.tsx'

export function Avatar({ name, size = 28 }: { name: string; size?: 20 | 28 }) {
  return (
    <span className={cx('ava', size === 20 && 'ava-20')} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

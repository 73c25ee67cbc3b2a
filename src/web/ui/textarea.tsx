import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'

export function Textarea({ className, rows = 4, ...rest }: ComponentPropsWithRef<'textarea'>) {
  return <textarea {...useFieldWiring()} rows={rows} {...rest} className={cx('input', className)} />
}

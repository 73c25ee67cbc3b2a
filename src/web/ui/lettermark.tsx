import { useState } from 'react'
import { cx } from './class-names.ts'

interface LettermarkProps {
  name: string
  src?: string | null | undefined
  size?: 20 | 24 | 32 | 40
}

/** A company's logo where a source gives one that can be shown, otherwise its first letters. */
export function Lettermark({ name, src, size = 32 }: LettermarkProps) {
  const look = cx('logo', size !== 32 && `logo-${size}`)
  const [broken, setBroken] = useState<string | null>(null)
  if (src !== null && src !== undefined && src !== broken)
    return (
      <img className={look} src={src} alt="" width={size} height={size} loading="lazy" onError={() => setBroken(src)} />
    )
  return (
    <span className={look} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** The first letters of the first two words, or the first two of a single one. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const [first = '', second = ''] = words
  return (second === '' ? first.slice(0, 2) : `${first.slice(0, 1)}${second.slice(0, 1)}`).toUpperCase()
}

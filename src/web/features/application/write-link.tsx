import { Mail } from 'lucide-react'
import { buttonClass } from '#ui/button.tsx'

/** Opens the person's mail program; nothing where no address is known. */
export function WriteLink({ email }: { email: string | null }) {
  if (email === null) return null
  return (
    <a className={buttonClass({ variant: 'ghost', size: 'sm' })} href={`mailto:${email}`}>
      <Mail aria-hidden="true" />
      Write
    </a>
  )
}

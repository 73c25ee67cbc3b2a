import type { ComponentPropsWithRef } from 'react'
import { useSession } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'

/** Who is logged in and for which firm. */
export function PersonButton(props: ComponentPropsWithRef<'button'>) {
  const { user, active_firm } = useSession()
  const name = user.full_name ?? user.username
  return (
    <button type="button" {...props} className="person" aria-label={`${name}, ${firmName(active_firm)}`}>
      <Avatar name={name} />
      <div>
        <b>{name}</b>
        <small>{firmName(active_firm)}</small>
      </div>
    </button>
  )
}

export function firmName(firm: { kind: string; name: string }): string {
  return firm.kind === 'personal' ? 'Own workspace' : firm.name
}

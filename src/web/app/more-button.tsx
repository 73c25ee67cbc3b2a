import { Ellipsis } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'

/** The last one in the bar of a phone. */
export function MoreButton(props: ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" {...props}>
      <Ellipsis className="i-20" aria-hidden="true" />
      More
    </button>
  )
}

import { AuthFrame } from '#web/accounts/auth-frame.tsx'
import { Unsubscribed } from '#web/saved-searches/unsubscribed.tsx'

/** Where the links of alerts lead, for people who are not logged in, too. */
export function Unsubscribe() {
  return <Unsubscribed Frame={AuthFrame} />
}

import { RenewalNote } from '#web/match-weights/renewal-note.tsx'
import { ForYouPage } from '#web/recommendations/for-you-page.tsx'

/** The recommendations, with how far their scores are. */
export function ForYou() {
  return <ForYouPage head={<RenewalNote />} />
}

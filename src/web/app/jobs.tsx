import { Sightings } from '#web/duplicates/sightings.tsx'
import { JobsPage } from '#web/postings/jobs-page.tsx'

/** The feed, with what another slice draws in a posting. */
export function Jobs() {
  return <JobsPage Sightings={Sightings} />
}

import { lazy, Suspense, type ComponentProps } from 'react'
import { MergeSelected } from '#web/duplicates/merge-selected.tsx'
import { Sightings } from '#web/duplicates/sightings.tsx'
import { RenewalNote } from '#web/match-weights/renewal-note.tsx'
import { JobsPage } from '#web/postings/jobs-page.tsx'
import { WriteJobForm } from '#web/postings/write-job-form.tsx'
import { Feedback } from '#web/recommendations/feedback.tsx'

const Searches = lazy(async () => ({ default: (await import('#web/saved-searches/saved-searches.tsx')).SavedSearches }))
const Save = lazy(async () => ({ default: (await import('#web/saved-searches/save-search.tsx')).SaveSearch }))
const ImportDialog = lazy(async () => ({ default: (await import('#web/imports/import-dialog.tsx')).ImportDialog }))
const LifeSections = lazy(async () => ({ default: (await import('#web/posting-life/life-sections.tsx')).LifeSections }))

/** The feed, with what other slices draw in it. */
export function Jobs() {
  return (
    <JobsPage
      Sightings={Sightings}
      Life={Life}
      ImportDialog={Import}
      SavedSearches={SavedSearches}
      SaveSearch={SaveSearch}
      Feedback={Feedback}
      MergeSelected={MergeSelected}
      head={<RenewalNote />}
    />
  )
}

function SavedSearches(props: ComponentProps<typeof Searches>) {
  return (
    <Suspense fallback={<span className="searches-room" />}>
      <Searches {...props} />
    </Suspense>
  )
}

function SaveSearch(props: ComponentProps<typeof Save>) {
  return (
    <Suspense>
      <Save {...props} />
    </Suspense>
  )
}

function Import(props: Omit<ComponentProps<typeof ImportDialog>, 'WriteForm'>) {
  return (
    <Suspense>
      <ImportDialog {...props} WriteForm={WriteJobForm} />
    </Suspense>
  )
}

function Life({ job }: ComponentProps<typeof LifeSections>) {
  // Most postings have nothing of it to show, and ask for none of its code.
  if (job.life.edits === 0 && job.life.advertised < 2) return null
  return (
    <Suspense>
      <LifeSections job={job} />
    </Suspense>
  )
}

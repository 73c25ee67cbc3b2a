import { lazy, Suspense } from 'react'
import type { Application } from '#contract/applications.ts'
import { AddDialog } from '#web/application/add-dialog.tsx'
import { ApplicationSheet } from '#web/application/application-sheet.tsx'
import { ApplicationsPage } from '#web/applications/applications-page.tsx'
import { InterviewsTab } from '#web/interviews/interviews-tab.tsx'
import { OfferTab } from '#web/offers/offer-tab.tsx'
import { StagesDialog } from '#web/stages/stages-dialog.tsx'
import { ChangesDialog } from '#web/undo/changes-dialog.tsx'

// A form that few openings of an application need.
const AddForApplication = lazy(async () => ({
  default: (await import('#web/calendar/add-for-application.tsx')).AddForApplication,
}))

/** The applications, with what other slices draw among them. */
export function Applications() {
  return (
    <ApplicationsPage
      Sheet={SheetWithTabs}
      AddDialog={AddDialog}
      StagesDialog={StagesDialog}
      ChangesDialog={ChangesDialog}
    />
  )
}

function SheetWithTabs(props: { id: string; onClose: () => void }) {
  return <ApplicationSheet {...props} InterviewsTab={InterviewsTab} OfferTab={OfferTab} AddToCalendar={AddToCalendar} />
}

function AddToCalendar(props: { application: Application; onClose: () => void }) {
  return (
    <Suspense>
      <AddForApplication {...props} />
    </Suspense>
  )
}

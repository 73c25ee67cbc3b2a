import { AddDialog } from '#web/application/add-dialog.tsx'
import { ApplicationSheet } from '#web/application/application-sheet.tsx'
import { ApplicationsPage } from '#web/applications/applications-page.tsx'
import { InterviewsTab } from '#web/interviews/interviews-tab.tsx'
import { OfferTab } from '#web/offers/offer-tab.tsx'
import { StagesDialog } from '#web/stages/stages-dialog.tsx'
import { ChangesDialog } from '#web/undo/changes-dialog.tsx'

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
  return <ApplicationSheet {...props} InterviewsTab={InterviewsTab} OfferTab={OfferTab} />
}

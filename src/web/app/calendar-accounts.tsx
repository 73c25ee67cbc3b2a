import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { ConnectionsPage } from '#web/calendar-connections/connections-page.tsx'
import type { SyncParts } from '#web/calendar-connections/sync-parts.ts'
import { FeedsCard } from '#web/calendar-feeds/feeds-card.tsx'
import { ConfirmNote } from '#web/calendar-sync/confirm-note.tsx'
import { ConflictsCard } from '#web/calendar-sync/conflicts-card.tsx'
import { HistoryCard } from '#web/calendar-sync/history-card.tsx'
import { JournalCard } from '#web/calendar-sync/journal-card.tsx'
import { PreviewDialog } from '#web/calendar-sync/preview-dialog.tsx'
import { RunsCard } from '#web/calendar-sync/runs-card.tsx'
import { SyncNow } from '#web/calendar-sync/sync-now.tsx'

const SYNC: SyncParts = { Now: SyncNow, Preview: PreviewDialog, Open, Confirm: ConfirmNote, Past }

/** The calendar accounts, with how their syncs go, and the addresses under which programs read the calendar. */
export function CalendarAccounts() {
  return (
    <ConnectionsPage sync={SYNC}>
      <FeedsCard />
    </ConnectionsPage>
  )
}

function Open({ accounts }: { accounts: readonly CalendarConnection[] }) {
  return (
    <>
      <RunsCard accounts={accounts} />
      <ConflictsCard />
    </>
  )
}

function Past({ account }: { account: CalendarConnection }) {
  return (
    <>
      <HistoryCard account={account} />
      <JournalCard />
    </>
  )
}

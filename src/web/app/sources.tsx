import { BookmarkletSetup } from '#web/imports/bookmarklet-setup.tsx'
import { MailFolders } from '#web/mail-folders/mail-folders.tsx'
import { SourcesPage } from '#web/sources/sources-page.tsx'
import { Card } from '#ui/card.tsx'

/** The sources, with the mailboxes that alerts come to, and what brings in pages that no program may search. */
export function Sources() {
  return <SourcesPage ByHand={ByHand} MailFolders={MailFolders} />
}

const showIfAsked = (place: HTMLElement | null) => {
  if (location.hash === '#bookmarklet') place?.scrollIntoView({ block: 'start' })
}

function ByHand() {
  return (
    <div id="bookmarklet" className="by-hand jump-here" ref={showIfAsked}>
      <Card title="A bookmark for the pages of these">
        <BookmarkletSetup />
      </Card>
    </div>
  )
}

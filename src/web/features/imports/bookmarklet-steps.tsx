import { Copy, GripVertical } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/toast.tsx'
import { useIsPhone } from '#ui/use-media.ts'
import { BOOKMARK_NAME, bookmarkletOf } from './bookmarklet.ts'

const PLACES = [
  { value: 'mouse', label: 'Mouse' },
  { value: 'keyboard', label: 'Keyboard' },
  { value: 'phone', label: 'Phone' },
] as const

/** Where to put the bookmark that was just made. Its code is shown only now, since it carries the token. */
export function BookmarkletSteps({ token }: { token: string }) {
  const phone = useIsPhone()
  const [place, setPlace] = useState<(typeof PLACES)[number]['value']>(phone ? 'phone' : 'mouse')
  const code = bookmarkletOf({ origin: location.origin, token })
  const copy = <CopyCode code={code} />
  return (
    <div className="well col g-4 bookmarklet">
      <div className="row">
        <Segments label="How to put it into your browser" options={PLACES} value={place} onChange={setPlace} />
      </div>
      {place === 'mouse' && (
        <ol className="numbered">
          <li>Show the bar of bookmarks: Ctrl + Shift + B, on a Mac ⌘ + Shift + B.</li>
          <li>
            Drag this onto the bar: <DragLink code={code} />
          </li>
          <li>Open a posting, or the results of a search, and choose the bookmark there.</li>
        </ol>
      )}
      {place === 'keyboard' && (
        <ol className="numbered">
          <li>{copy}</li>
          <li>
            Bookmark this page (Ctrl + D, on a Mac ⌘ + D). Then edit the bookmark: call it “{BOOKMARK_NAME}”, and paste
            the code as its address.
          </li>
          <li>On a posting, open it from the menu of bookmarks.</li>
        </ol>
      )}
      {place === 'phone' && (
        <ol className="numbered">
          <li>
            A browser that shares its bookmarks with your computer has it already. Otherwise open this page on the
            phone.
          </li>
          <li>{copy}</li>
          <li>
            Bookmark any page. Then edit the bookmark: call it “{BOOKMARK_NAME}”, and paste the code as its address.
          </li>
          <li>
            On a posting: in Safari choose it from your bookmarks; in Chrome type its name into the address bar, and
            choose it there.
          </li>
        </ol>
      )}
      <p className="t-13 c-2">
        It works for a year, and is shown only now. Its code carries a token that brings postings in and does nothing
        else. A site where you choose it could read that: revoke it here when in doubt.
      </p>
    </div>
  )
}

function DragLink({ code }: { code: string }) {
  const [pressed, setPressed] = useState(false)
  return (
    <>
      <a
        // React takes no such address, and this page would not run it: it is here to be dragged.
        ref={(link) => link?.setAttribute('href', code)}
        href="#bookmarklet"
        draggable
        className={buttonClass({ size: 'sm' }, 'drag-link')}
        onClick={(event) => {
          event.preventDefault()
          setPressed(true)
        }}
      >
        <GripVertical aria-hidden="true" />
        {BOOKMARK_NAME}
      </a>
      {pressed && (
        <div className="mt-2">
          <Note title="Drag it to the bar of bookmarks. It works on the pages of other sites, not here." />
        </div>
      )}
    </>
  )
}

function CopyCode({ code }: { code: string }) {
  const [failed, setFailed] = useState(false)
  const copied = () => toast('Code copied')
  const copy = () => void navigator.clipboard.writeText(code).then(copied, () => setFailed(true))
  if (failed || !isSecureContext)
    return (
      <input
        className="input mono"
        readOnly
        aria-label="The code, to copy"
        value={code}
        onFocus={(event) => event.currentTarget.select()}
      />
    )
  return (
    <Button size="sm" onClick={copy}>
      <Copy aria-hidden="true" />
      Copy the code
    </Button>
  )
}

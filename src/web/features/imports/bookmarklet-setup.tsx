import { useQuery } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import type { PersonalToken } from '#contract/security.ts'
import { now } from '#lib/clock.ts'
import { reasonOf } from '#lib/form.ts'
import { formatAgo, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { tokensQuery, useCreateToken, useDeleteToken } from '#lib/tokens.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { toast } from '#ui/toast.tsx'
import { BookmarkletSteps } from './bookmarklet-steps.tsx'

const YEAR_MS = 365 * 86_400_000
const isBookmark = ({ scopes }: PersonalToken) => scopes.length === 1 && scopes[0] === 'import'

/** Makes a bookmark with a token of its own, says where to put it, and lists and revokes those that there are. */
export function BookmarkletSetup() {
  const settings = useSettings()
  const tokens = useQuery(tokensQuery)
  const create = useCreateToken()
  const bookmarks = tokens.data?.filter(isBookmark) ?? []
  const made = create.data !== undefined && bookmarks.some(({ id }) => id === create.data.id) ? create.data : null
  const make = () =>
    create.mutate({
      name: `Bookmark of ${formatShortDay(now().toISOString(), settings)}`,
      scopes: ['import'],
      expires_at: new Date(now().getTime() + YEAR_MS).toISOString(),
    })
  return (
    <div className="col g-4">
      <p className="c-2">
        A bookmark that sends the page you have open here: a posting, or the results of a search. A window shows what
        was read, and you choose what is kept. No site has to let a program in for this.
      </p>
      {made === null ? (
        <div className="row">
          <Button variant={bookmarks.length === 0 ? 'primary' : 'default'} loading={create.isPending} onClick={make}>
            <Bookmark aria-hidden="true" />
            {bookmarks.length === 0 ? 'Make the bookmark' : 'Make another, for another browser'}
          </Button>
        </div>
      ) : (
        <BookmarkletSteps token={made.token} />
      )}
      {create.error !== null && <Note tone="bad" title={reasonOf(create.error)} />}
      {tokens.error !== null && tokens.data === undefined && (
        <LoadError error={tokens.error} failure="Your bookmarks did not load" onRetry={() => void tokens.refetch()} />
      )}
      {bookmarks.length > 0 && <Bookmarks items={bookmarks} />}
    </div>
  )
}

function Bookmarks({ items }: { items: readonly PersonalToken[] }) {
  const settings = useSettings()
  const [leaving, setLeaving] = useState<PersonalToken | null>(null)
  const remove = useDeleteToken()
  return (
    <>
      <ul className="bookmarks" aria-label="Bookmarks that were made">
        {items.map((token) => {
          const used = token.last_used_at === null ? 'never used' : `used ${formatAgo(token.last_used_at, settings)}`
          const end = token.expires_at === null ? 'no end' : `until ${formatShortDay(token.expires_at, settings)}`
          return (
            <li key={token.id} className="row row-3">
              <div className="grow">
                <div className="m names">{token.name}</div>
                <div className="t-13 c-2">
                  {used} · {end}
                </div>
              </div>
              <Button size="sm" aria-label={`Revoke ${token.name}`} onClick={() => setLeaving(token)}>
                Revoke
              </Button>
            </li>
          )
        })}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Revoke “${leaving?.name ?? ''}”?`}
        description="The bookmark stops working at once, in every browser that has it. It cannot be brought back; a new one is made in a moment."
        action="Revoke it"
        loading={remove.isPending}
        onConfirm={() =>
          leaving !== null &&
          remove.mutate(leaving.id, {
            onSuccess: () => toast('Bookmark revoked'),
            onSettled: () => setLeaving(null),
          })
        }
      />
    </>
  )
}

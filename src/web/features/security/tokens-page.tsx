import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { PersonalToken } from '#contract/security.ts'
import { formatAgo, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { tokensQuery, useDeleteToken } from '#lib/tokens.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { toast } from '#ui/toast.tsx'
import { Load } from '#ui/load.tsx'
import { TokenDialog } from './token-dialog.tsx'

/** Personal API tokens: for scripts, spreadsheets and assistants that read or write in one's name. */
export function TokensPage() {
  const query = useQuery(tokensQuery)
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<PersonalToken | null>(null)
  const remove = useDeleteToken()
  useShortcuts([{ keys: 'n', label: 'New token', group: 'API tokens', run: () => setMaking(true) }])
  const button = (
    <Button variant="primary" keys="n" onClick={() => setMaking(true)}>
      <Plus aria-hidden="true" />
      New token
    </Button>
  )
  return (
    <Page
      title="API tokens"
      lead={
        <>
          For programs that read or write in your name.{' '}
          <a className="link" href="/api/docs">
            How the API works
          </a>
        </>
      }
      actions={query.data !== undefined && query.data.length > 0 && button}
    >
      <Card className="p-0!">
        <Load query={query} failure="Your tokens did not load">
          {(tokens) =>
            tokens.length === 0 ? (
              <EmptyState icon={KeyRound} title="No tokens yet" action={button}>
                A token lets a script, a spreadsheet or an assistant use your data without your password.
              </EmptyState>
            ) : (
              tokens.map((token) => <TokenRow key={token.id} token={token} onDelete={() => setLeaving(token)} />)
            )
          }
        </Load>
      </Card>
      {making && <TokenDialog onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={`Delete “${leaving?.name ?? ''}”?`}
        description="Programs that use it stop working at once. It cannot be brought back."
        action="Delete the token"
        loading={remove.isPending}
        onConfirm={() =>
          leaving !== null &&
          remove.mutate(leaving.id, {
            onSuccess: () => toast('Token deleted'),
            onSettled: () => setLeaving(null),
          })
        }
      />
    </Page>
  )
}

function TokenRow({ token, onDelete }: { token: PersonalToken; onDelete: () => void }) {
  const settings = useSettings()
  const used = token.last_used_at === null ? 'never used' : `used ${formatAgo(token.last_used_at, settings)}`
  const end = token.expires_at === null ? 'no end' : `until ${formatShortDay(token.expires_at, settings)}`
  return (
    <div className="lrow">
      <div className="grow">
        <div className="row">
          <span className="m names">{token.name}</span>
          <Badge>{mayOf(token.scopes)}</Badge>
        </div>
        <div className="t-13 c-2 names">
          <span className="mono">{token.hint}</span> · {used} · {end}
        </div>
      </div>
      <Button size="sm" aria-label={`Delete ${token.name}`} onClick={onDelete}>
        Delete
      </Button>
    </div>
  )
}

function mayOf(scopes: PersonalToken['scopes']): string {
  if (scopes.includes('write')) return 'Reads and writes'
  return [scopes.includes('read') && 'Reads', scopes.includes('import') && 'Imports postings']
    .filter((word) => word !== false)
    .join(', ')
}

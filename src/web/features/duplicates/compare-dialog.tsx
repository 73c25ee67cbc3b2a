import type { ReactNode } from 'react'
import type { DuplicateMember } from '#contract/duplicates.ts'
import { formatMoment } from '#lib/format-time.ts'
import { formatCount } from '#lib/format-money.ts'
import { payOf, placesOf } from '#lib/job-words.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { becauseOf } from './words.ts'

interface CompareDialogProps {
  members: readonly DuplicateMember[]
  onClose: () => void
}

/** What is shown as one posting, side by side, with what differs set off. */
export function CompareDialog({ members, onClose }: CompareDialogProps) {
  const settings = useSettings()
  const when = (instant: string | null) => (instant === null ? null : formatMoment(instant, settings))
  const rows: readonly [string, (member: DuplicateMember) => string | null][] = [
    ['Title', (member) => member.title],
    ['Company', (member) => member.company],
    ['Place', placesOf],
    ['Pay', payOf],
    ['Level', (member) => member.seniority],
    ['Number', (member) => member.requisition_id],
    ['Posted', (member) => when(member.posted_at)],
    ['First seen', (member) => when(member.first_seen_at)],
    ['Last seen', (member) => when(member.last_seen_at)],
    ['Text', (member) => (member.text_length === 0 ? null : `${formatCount(member.text_length)} characters`)],
    ['Why', (member) => whyOf(member)],
  ]
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title="Side by side"
      description="What each of them says. What differs from the first is set in bold."
      foot={<Button onClick={onClose}>Close</Button>}
    >
      <div className="tscroll" tabIndex={0} role="region" aria-label="Comparison">
        <table className="tbl t-13 compare">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">Field</span>
              </th>
              {members.map((member) => (
                <th key={member.id} scope="col">
                  {nameOf(member)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([word, valueOf]) => (
              <Row key={word} word={word} values={members.map((member) => [member.id, valueOf(member)] as const)} />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}

function nameOf(member: DuplicateMember): ReactNode {
  const name = member.sources.map((source) => source.name).join(', ')
  return member.url === null || member.url === '' ? (
    name
  ) : (
    <a className="link" href={member.url} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  )
}

function Row({ word, values }: { word: string; values: readonly (readonly [string, string | null])[] }) {
  const first = values[0]?.[1] ?? null
  return (
    <tr>
      <th scope="row">{word}</th>
      {values.map(([id, value]) => (
        <td key={id} className={value === null ? 'c-3' : value === first ? undefined : 'b'}>
          {value ?? 'not stated'}
        </td>
      ))}
    </tr>
  )
}

function whyOf({ how, probability, reasons }: DuplicateMember): string {
  if (how === null) return 'it was there first'
  if (how === 'identity') return 'the same number or address'
  return how === 'person' ? 'you said so' : `${probability.toFixed(2)}: ${becauseOf(reasons) ?? 'it reads the same'}`
}

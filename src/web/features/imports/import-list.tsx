import { useState } from 'react'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { ImportListBody, ListedPosting, previewImportList } from '#contract/posting-import.ts'
import { messageOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Note } from '#ui/note.tsx'
import { useImportList } from './queries.ts'
import { payOf } from '#lib/job-words.ts'

interface ImportListProps {
  body: ImportListBody
  found: AnswerOf<typeof previewImportList>
  onBack: () => void
  /** What going back is here. */
  back?: string
  onDone: (ids: readonly string[]) => void
  onOpen: (id: string) => void
}

/** The postings of a page of results or of an alert, to choose from. */
export function ImportList({ body, found, onBack, back = 'Back', onDone, onOpen }: ImportListProps) {
  const free = found.items.filter((item) => item.existing_id === null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(free.map(({ key }) => key)))
  const keep = useImportList()
  const toggle = (key: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(key)
    else next.delete(key)
    setChosen(next)
  }
  return (
    <form
      className="col g-4"
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(
          { ...body, keys: [...chosen] },
          { onSuccess: ({ imported }) => onDone(imported.map(({ id }) => id)) },
        )
      }}
    >
      {free.length > 1 && (
        <Checkbox
          label={`All ${formatCount(free.length)}`}
          checked={chosen.size === free.length ? true : chosen.size === 0 ? false : 'mixed'}
          onChange={(on) => setChosen(new Set(on ? free.map(({ key }) => key) : []))}
        />
      )}
      <ul className="import-list" aria-label="Postings that were found" tabIndex={0}>
        {found.items.map((item) => (
          <li key={item.key}>
            <Choice item={item} checked={chosen.has(item.key)} onToggle={toggle} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {found.left_out.length > 0 && (
        <Note tone="warn" title={`${found.left_out.length} more could not be read`}>
          {[...new Set(found.left_out)].slice(0, 3).join(' ')}
        </Note>
      )}
      <p className="t-13 c-2">
        A list tells only a part: open a posting’s own page and import that for its whole text.
      </p>
      {keep.error !== null && <Note tone="bad" title={messageOf(keep.error)} />}
      <div className="row">
        <Button onClick={onBack}>{back}</Button>
        <Button variant="primary" type="submit" loading={keep.isPending} disabled={chosen.size === 0}>
          {chosen.size === 1 ? 'Keep 1 posting' : `Keep ${formatCount(chosen.size)} postings`}
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  item: ListedPosting
  checked: boolean
  onToggle: (key: string, on: boolean) => void
  onOpen: (id: string) => void
}

function Choice({ item, checked, onToggle, onOpen }: ChoiceProps) {
  const about = [item.company, item.locations[0], payOf(item)].filter((part) => part != null && part !== '')
  const { existing_id } = item
  return (
    <div className="row row-3 top">
      <div className="grow">
        <Checkbox
          label={item.title}
          help={about.join(' · ')}
          checked={checked}
          disabled={existing_id !== null}
          onChange={(on) => onToggle(item.key, on)}
        />
      </div>
      {existing_id !== null && (
        <Button size="sm" variant="ghost" onClick={() => onOpen(existing_id)}>
          In your feed
        </Button>
      )}
    </div>
  )
}

import { Merge } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { useMergeAll } from './queries.ts'

interface MergeSelectedProps {
  ids: readonly string[]
  /** Told which of them stays. */
  onDone: (stays: string) => void
}

/** Shows several postings as the first of them, for this person. */
export function MergeSelected({ ids, onDone }: MergeSelectedProps) {
  const { busy, mergeAll } = useMergeAll(onDone)
  return (
    <Button variant="ghost" size="sm" disabled={busy} onClick={() => mergeAll(ids)}>
      <Merge aria-hidden="true" />
      Merge
    </Button>
  )
}

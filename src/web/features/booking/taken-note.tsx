import type { Slot } from '#contract/booking.ts'
import { formatMoment, type TimeStyle } from '#lib/format-time.ts'
import { Button } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'

interface TakenNoteProps {
  next: readonly Slot[]
  style: TimeStyle
  onTime: (start_time: string) => void
}

/** That somebody else was faster, and what is free instead. */
export function TakenNote({ next, style, onTime }: TakenNoteProps) {
  return (
    <Note tone="bad" title="This time was taken a moment ago">
      {next.length === 0 ? 'Choose another one.' : 'Free next:'}
      <span className="row wrap mt-2">
        {next.slice(0, 5).map(({ start_time }) => (
          <Button key={start_time} size="sm" onClick={() => onTime(start_time)}>
            {formatMoment(start_time, style)}
          </Button>
        ))}
      </span>
    </Note>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { formatCount } from '#lib/format-money.ts'
import { Progress } from '#ui/progress.tsx'
import { renewalQuery } from './queries.ts'

const PATIENCE_MS = 1000

/** While scores are worked out again for longer than a second: how far it is, and that the order is not final. */
export function RenewalNote() {
  const { data } = useQuery(renewalQuery)
  const client = useQueryClient()
  const running = data !== undefined && data.done < data.total
  const [late, setLate] = useState(false)
  const wasRunning = useRef(false)
  useEffect(() => {
    // Also without the live connection the list shows the new scores at the end.
    if (wasRunning.current && !running) void client.invalidateQueries({ queryKey: ['jobs', 'list'] })
    wasRunning.current = running
    const timer = setTimeout(() => setLate(running), running ? PATIENCE_MS : 0)
    return () => clearTimeout(timer)
  }, [client, running])
  if (!running || !late) return null
  return (
    <div className="renewal">
      <Progress
        label="Scores are being worked out again; the order by match is not final."
        value={data.done}
        max={data.total}
        text={`${formatCount(data.done)} of ${formatCount(data.total)}`}
        thin
      />
    </div>
  )
}

import { useLiveState, type LiveState } from '#lib/live.ts'
import { Tooltip } from '#ui/tooltip.tsx'

const faces: Record<LiveState, { dot: string; word: string; means: string }> = {
  live: { dot: 'dot', word: 'Live', means: 'Connected: changes arrive as they happen.' },
  connecting: { dot: 'dot warn', word: 'Connecting', means: 'Connecting to the server.' },
  waiting: { dot: 'dot bad', word: 'Offline', means: 'No connection. It is tried again by itself.' },
  ended: { dot: 'dot bad', word: 'Logged out', means: 'The session is over. Log in again.' },
  off: { dot: 'dot off', word: 'Not connected', means: 'Not connected.' },
}

export function ConnectionDot() {
  const { dot, word, means } = faces[useLiveState()]
  return (
    <Tooltip label={means}>
      <button type="button" className="conn" aria-label={means}>
        <span className={dot} aria-hidden="true" />
        <span>{word}</span>
      </button>
    </Tooltip>
  )
}

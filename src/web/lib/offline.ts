import { useNow } from './clock.ts'
import { formatAgo } from './format-time.ts'
import { useLiveState } from './live.ts'
import { useSettings } from './session.ts'

/**
 * While the connection is gone: when what one sees was asked for, in words, or null when it never was.
 * Undefined while there is nothing to say.
 */
export function useOfflineSince(updated_ms: number): string | null | undefined {
  const live = useLiveState()
  const at = useNow()
  const style = useSettings()
  if (live !== 'waiting') return undefined
  return updated_ms === 0 ? null : formatAgo(new Date(updated_ms).toISOString(), style, at)
}

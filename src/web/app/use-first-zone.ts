import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { putSettings } from '#contract/profile.ts'
import { call } from '#lib/client.ts'
import { settingsQuery } from '#lib/session.ts'

/** An account begins in UTC. Until its settings are changed for the first time, it takes the zone of this device. */
export function useFirstZone(): void {
  const client = useQueryClient()
  const { data } = useQuery(settingsQuery)
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const untouched = data !== undefined && data.version <= 1 && data.time_zone === 'UTC' && here !== 'UTC'

  useEffect(() => {
    if (!untouched) return
    // It is a convenience: when it fails, the person still finds the zone in the settings.
    call(putSettings, { body: { time_zone: here } }).then(
      (saved) => client.setQueryData(settingsQuery.queryKey, saved),
      () => {},
    )
  }, [client, here, untouched])
}

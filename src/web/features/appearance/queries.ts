import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putSettings, type Settings, type SettingsChange } from '#contract/profile.ts'
import { call } from '#lib/client.ts'
import { settingsQuery } from '#lib/session.ts'

/** Changes settings as one goes: shown at once, taken back when the server says no. */
export function useChangeSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: SettingsChange) => call(putSettings, { body: change }),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: settingsQuery.queryKey })
      const before = client.getQueryData(settingsQuery.queryKey)
      client.setQueryData(settingsQuery.queryKey, (known) => (known === undefined ? known : merged(known, change)))
      return { before }
    },
    onSuccess: (saved) => client.setQueryData(settingsQuery.queryKey, saved),
    onSettled: (_data, error, _change, context) => {
      if (error !== null && context?.before !== undefined) client.setQueryData(settingsQuery.queryKey, context.before)
    },
  })
}

function merged(known: Settings, { notifications: _, ...change }: SettingsChange): Settings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...known, ...given }
}

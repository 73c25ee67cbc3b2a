import { useQuery } from '@tanstack/react-query'
import { messageOf } from '#lib/form.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { toast } from '#ui/toast.tsx'
import { Load } from '#ui/load.tsx'
import { connectedQuery, useConnectProvider, useDisconnect } from './queries.ts'

const NAMES = { google: 'Google', linkedin: 'LinkedIn', github: 'GitHub' } as const

/** Providers that can log one in. Not drawn where the server has none and none is connected. */
export function ConnectedCard() {
  const query = useQuery(connectedQuery)
  const connect = useConnectProvider()
  const disconnect = useDisconnect()
  const settings = useSettings()
  const offered = query.data?.providers.filter(
    ({ provider, configured }) => configured || query.data.accounts.some((account) => account.provider === provider),
  )
  if (offered?.length === 0) return null
  return (
    <Card title="Log in with" ruled flush>
      <Load query={query} failure="Your providers did not load">
        {({ accounts }) =>
          offered?.map(({ provider }) => {
            const account = accounts.find((one) => one.provider === provider)
            return (
              <div className="lrow" key={provider}>
                <div className="grow">
                  <div className="m">{NAMES[provider]}</div>
                  <div className="t-13 c-2 names">
                    {account === undefined
                      ? 'Not connected'
                      : `${account.email ?? 'Connected'}, since ${formatShortDay(account.created_at, settings)}`}
                  </div>
                </div>
                {account === undefined ? (
                  <Button
                    size="sm"
                    loading={connect.isPending && connect.variables === provider}
                    onClick={() => connect.mutate(provider)}
                  >
                    Connect
                  </Button>
                ) : (
                  <Button
                    size="sm"
                    loading={disconnect.isPending && disconnect.variables === account.id}
                    onClick={() =>
                      disconnect.mutate(account.id, {
                        onSuccess: () => toast(`${NAMES[provider]} disconnected`),
                        onError: (error) => toast(messageOf(error), { tone: 'bad' }),
                      })
                    }
                  >
                    Disconnect
                  </Button>
                )}
              </div>
            )
          })
        }
      </Load>
    </Card>
  )
}

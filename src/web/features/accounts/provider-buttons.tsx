import { useQuery } from '@tanstack/react-query'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { toast } from '#ui/toast.tsx'
import { providersQuery, useStartProvider } from './queries.ts'

export const PROVIDER_NAMES = { google: 'Google', linkedin: 'LinkedIn', github: 'GitHub' } as const

/** The providers that are set up here; nothing where none is. */
export function ProviderButtons({ next }: { next: string | undefined }) {
  const { data = [] } = useQuery(providersQuery)
  const start = useStartProvider(next)
  const configured = data.filter((item) => item.configured)
  if (configured.length === 0) return null
  return (
    <>
      <div className="or">
        <span>or</span>
      </div>
      <div className="oauth" style={{ gridTemplateColumns: `repeat(${configured.length}, 1fr)` }}>
        {configured.map(({ provider }) => (
          <Button
            key={provider}
            size="lg"
            aria-label={`Continue with ${PROVIDER_NAMES[provider]}`}
            loading={start.isPending && start.variables === provider}
            onClick={() => start.mutate(provider, { onError: (error) => toast(messageOf(error), { tone: 'bad' }) })}
          >
            {PROVIDER_NAMES[provider]}
          </Button>
        ))}
      </div>
    </>
  )
}

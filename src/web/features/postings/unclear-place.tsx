import { MapPin } from 'lucide-react'
import { ApiError } from '#lib/client.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

const CODES: ReadonlySet<string> = new Set(['several_places', 'unknown_place', 'radius_needs_place'])

/** Whether a radius was asked for around something that is not one certain town. */
export function isPlaceError(error: Error): error is ApiError {
  return error instanceof ApiError && CODES.has(error.code)
}

/** Asks which town is meant, and offers to search by the name alone. */
export function UnclearPlace({ error }: { error: ApiError }) {
  const [params, change] = useUrlParams()
  const place = params.get('place') ?? ''
  const towns = namesIn(error.details['places'])
  return (
    <EmptyState
      icon={MapPin}
      title={towns.length > 0 ? `Which ${place}?` : `Around which town?`}
      action={
        <div className="row wrap" style={{ justifyContent: 'center' }}>
          {towns.map((town) => (
            <Button key={town} size="sm" onClick={() => change({ place: town })}>
              {town}
            </Button>
          ))}
          <Button variant={towns.length > 0 ? 'ghost' : 'primary'} onClick={() => change({ radius_km: null })}>
            Search without a radius
          </Button>
        </div>
      }
    >
      {towns.length > 0
        ? 'A radius needs one certain town, and there are several of this name.'
        : 'A radius needs a town. Write its full name, with the country.'}
    </EmptyState>
  )
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

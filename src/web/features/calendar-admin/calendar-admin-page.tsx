import { useQuery } from '@tanstack/react-query'
import type { ActiveFirm } from '#contract/firms.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { runsPractice, useSession, useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { AccountsCard } from './accounts-card.tsx'
import { AttemptsCard } from './attempts-card.tsx'
import { Figures } from './figures.tsx'
import { metricsQuery, peopleQuery } from './queries.ts'
import { RunnersOnly, useSwitch } from './runners-only.tsx'
import { DAYS, filtersOf, PROVIDERS } from './words.ts'

/** How the calendars of the members of a practice sync, for those who run it. */
export function CalendarAdminPage() {
  return <RunnersOnly>{(firm) => <Practice key={firm.id} firm={firm} />}</RunnersOnly>
}

function Practice({ firm }: { firm: ActiveFirm }) {
  const [params, change] = useUrlParams()
  const { days, ...filters } = filtersOf(params, useSettings().time_zone)
  const metrics = useQuery(metricsQuery(firm.id, days))
  const offline = useOfflineSince(metrics.dataUpdatedAt)
  return (
    <Page
      title="Calendar sync"
      lead={`How the calendars of the people of ${firm.name} sync: states, numbers and ids, nothing of what is in them.`}
      className="cal-admin"
      actions={
        <>
          <Practices firm={firm} />
          <Select
            size="sm"
            aria-label="Days that the figures tell of"
            value={String(days)}
            options={DAYS.map((count) => ({ value: String(count), label: `Last ${count} days` }))}
            onChange={(next) => change({ days: next === String(DAYS[0]) ? null : next })}
          />
        </>
      }
    >
      <OfflineNote since={offline} />
      <div className="cal-sections">
        <Figures query={metrics} />
        <Whose firm={firm} />
        <AccountsCard firm={firm} filter={filters.accounts} />
        <AttemptsCard firm={firm} {...filters} filter={filters.attempts} />
      </div>
    </Page>
  )
}

/** Which practice, where one runs several. */
function Practices({ firm }: { firm: ActiveFirm }) {
  const { firms } = useSession()
  const { switchTo } = useSwitch()
  const runs = firms.filter(runsPractice)
  if (runs.length < 2) return null
  return (
    <Select
      size="sm"
      className="cal-practice"
      aria-label="Practice"
      value={firm.id}
      options={runs.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => id !== firm.id && switchTo(id)}
    />
  )
}

const ALL = 'all'

/** Whose accounts and syncs are listed below, and of which provider. */
function Whose({ firm }: { firm: ActiveFirm }) {
  const [params, change] = useUrlParams()
  const { data: people = [] } = useQuery(peopleQuery(firm.id))
  return (
    <div className="row wrap cal-whose" role="group" aria-label="Whose accounts and syncs">
      <Select
        size="sm"
        aria-label="Person"
        value={params.get('person') ?? ALL}
        options={[
          { value: ALL, label: 'Everybody' },
          ...people.map(({ user_id, full_name, username }) => ({ value: user_id, label: full_name ?? username })),
        ]}
        onChange={(person) => change({ person: person === ALL ? null : person, account: null })}
      />
      <Select
        size="sm"
        aria-label="Provider"
        value={params.get('provider') ?? ALL}
        options={[
          { value: ALL, label: 'All providers' },
          ...Object.entries(PROVIDERS).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(provider) => change({ provider: provider === ALL ? null : provider, account: null })}
      />
    </div>
  )
}

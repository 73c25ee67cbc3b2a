import { useQuery } from '@tanstack/react-query'
import type { Member } from '#contract/firms.ts'
import { useSession } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Combobox } from '#ui/combobox.tsx'
import { Segments } from '#ui/segments.tsx'
import { Select } from '#ui/select.tsx'
import { VIEWS, viewOf, WHOSE, whoseOf } from './filter.ts'
import { membersQuery, ownTypesQuery } from './queries.ts'
import { usePlace } from './use-place.ts'

/** Which appointments are listed. It lies in the address. */
export function AppointmentFilters() {
  const [params, change] = useUrlParams()
  const { isStaff, isPractice, isLead } = usePlace()
  const whose = whoseOf(params)
  const withStaff = isStaff && isPractice
  return (
    <div className="row wrap" role="group" aria-label="Which appointments">
      <Segments
        label="Which appointments"
        options={VIEWS}
        value={viewOf(params)}
        onChange={(view) => change({ view: view === 'coming' ? null : view })}
      />
      {withStaff && (
        <Select
          size="sm"
          aria-label="Whose"
          className="appts-filter"
          options={WHOSE.filter(({ value }) => value !== 'firm' || isLead)}
          value={whose}
          // What narrows the one list says nothing of the other.
          onChange={(of) => change({ of: of === 'mine' ? null : of, type: null, host: null, member: null })}
        />
      )}
      {withStaff && whose !== 'guest' && <People lead={whose === 'firm'} />}
      {isStaff && (whose === 'mine' || whose === 'host') && <OwnTypes />}
    </div>
  )
}

/** With which host, among those of the whole practice, and for whom. */
function People({ lead }: { lead: boolean }) {
  const { active_firm } = useSession()
  const [params, change] = useUrlParams()
  const members = useQuery(membersQuery(active_firm.id)).data ?? []
  const hosts = members.filter(({ role }) => role !== 'member')
  return (
    <>
      {lead && (
        <Select
          size="sm"
          aria-label="With which host"
          className="appts-filter"
          options={[{ value: '', label: 'Host: any' }, ...hosts.map(optionOf)]}
          value={params.get('host') ?? ''}
          onChange={(host) => change({ host })}
        />
      )}
      <div className="appts-filter">
        <Combobox
          size="sm"
          aria-label="For which guest"
          placeholder="Guest: any"
          empty="Nobody of the practice is called that."
          options={members.map(optionOf)}
          value={params.get('member')}
          onChange={(member) => change({ member })}
        />
      </div>
    </>
  )
}

function OwnTypes() {
  const [params, change] = useUrlParams()
  const types = useQuery(ownTypesQuery).data ?? []
  if (types.length < 2) return null
  return (
    <Select
      size="sm"
      aria-label="Of which type"
      className="appts-filter"
      options={[{ value: '', label: 'Type: any' }, ...types.map(({ id, title }) => ({ value: id, label: title }))]}
      value={params.get('type') ?? ''}
      onChange={(type) => change({ type })}
    />
  )
}

const optionOf = ({ user_id, full_name, username }: Member) => ({ value: user_id, label: full_name ?? username })

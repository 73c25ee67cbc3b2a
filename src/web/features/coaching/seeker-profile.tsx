import { useQuery } from '@tanstack/react-query'
import { UserRound } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { Seeker, SeekerProfile } from '#contract/coaching.ts'
import { languageName } from '#domain/postings/language-name.ts'
import { WORKPLACES } from '#lib/choices.ts'
import { formatMoney } from '#lib/format-money.ts'
import { levelWord } from '#lib/skill-words.ts'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Look } from './look.tsx'
import { seekerProfileQuery } from './queries.ts'

/** What a seeker says of themselves and looks for. */
export function SeekerProfilePanel({ seeker, note }: { seeker: Seeker; note: string }) {
  const query = useQuery(seekerProfileQuery(seeker.user_id))
  return (
    <Look query={query} failure="The profile did not load" note={note}>
      {(profile) => {
        const facts = profile === null ? [] : factsOf(profile).filter(([, value]) => value !== null)
        if (facts.length === 0) {
          return (
            <EmptyState icon={UserRound} title="The profile is still empty">
              What {seeker.name} writes about themselves and looks for shows up here.
            </EmptyState>
          )
        }
        return (
          <Card title="Profile">
            <dl className="kv">
              {facts.map(([label, value]) => (
                <Fragment key={label}>
                  <dt>{label}</dt>
                  <dd className="names">{value}</dd>
                </Fragment>
              ))}
            </dl>
          </Card>
        )
      }}
    </Look>
  )
}

/** What there is to say, each with its name; null where the seeker said nothing. */
function factsOf(profile: SeekerProfile): readonly (readonly [string, ReactNode])[] {
  const { salary_floor: floor, years_experience: years } = profile
  const near = profile.radius_km === null ? '' : `, within ${profile.radius_km} km`
  return [
    ['Title', profile.headline],
    ['Experience', years === null ? null : `${years} ${years === 1 ? 'year' : 'years'}`],
    ['Lives in', profile.location],
    ['Summary', profile.summary === null ? null : <span className="whitespace-pre-line">{profile.summary}</span>],
    ['Skills', badges(profile.skills.map(({ name, level }) => `${name}, ${levelWord(level)}`))],
    ['Languages', joined(profile.languages.map(({ code, level }) => `${languageName(code)} (${level})`))],
    ['Looks for', badges(profile.titles_wanted)],
    ['Places', profile.preferred_locations.length === 0 ? null : `${profile.preferred_locations.join(', ')}${near}`],
    [
      'Workplace',
      joined(WORKPLACES.filter(({ value }) => profile.remote_preference.includes(value)).map(({ label }) => label)),
    ],
    ['Salary from', floor === null ? null : `${formatMoney(floor.amount, floor.currency)} / year`],
    ['Work permits', joined(profile.work_permits)],
    ['Links', profile.links.length === 0 ? null : <Links links={profile.links} />],
  ]
}

function joined(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(', ')
}

function badges(words: readonly string[]): ReactNode {
  return words.length === 0 ? null : (
    <span className="row wrap">
      {words.map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
    </span>
  )
}

function Links({ links }: Pick<SeekerProfile, 'links'>) {
  return (
    <span className="row wrap">
      {links.map(({ label, url }) => (
        <a key={url} className="link" href={url} target="_blank" rel="noreferrer">
          {label}
        </a>
      ))}
    </span>
  )
}

import { Link } from '@tanstack/react-router'
import { Check, CircleDashed, SlidersHorizontal } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Match, MatchSkill } from '#contract/match.ts'
import type { Job } from '#contract/postings.ts'
import { levelWord } from '#lib/skill-words.ts'
import { buttonClass } from '#ui/button.tsx'
import { wordFor } from '#lib/posting-words.ts'

/** The score, always with its parts and both levels of every skill. */
export function JobMatch({ job, Feedback }: { job: Job; Feedback: ComponentType<{ job: Job }> }) {
  const { match } = job
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Match</h3>
        <Link to="/settings/profile" className={buttonClass({ variant: 'ghost', size: 'sm' }, 'push')}>
          Your profile
        </Link>
        <Link to="/settings/match" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          <SlidersHorizontal aria-hidden="true" />
          Weights
        </Link>
      </header>
      {match === null || match.score === null ? (
        <p className="c-2">
          {match !== null && isProfileTold(match)
            ? 'The posting says too little to compare it with your profile.'
            : 'Too little is known to say. Tell your skills, wishes and languages in your profile, and every posting gets a score with its reasons.'}
        </p>
      ) : (
        <Parts match={match} score={match.score} />
      )}
      {match !== null && (match.skills_met.length > 0 || match.skills_missing.length > 0) && (
        <div className="skills">
          <SkillChips title="Met, yours and asked" skills={match.skills_met} met />
          <SkillChips title={hasNoSkills(match) ? 'Asked for' : 'Missing'} skills={match.skills_missing} met={false} />
        </div>
      )}
      <Feedback job={job} />
    </section>
  )
}

function hasNoSkills({ parts }: Match): boolean {
  return parts.some(({ reason }) => reason === 'skills_not_given')
}

function isProfileTold({ parts }: Match): boolean {
  return !parts.some(({ reason }) => reason === 'skills_not_given' || reason === 'titles_not_given')
}

function Parts({ match, score }: { match: Match; score: number }) {
  return (
    <div className="match">
      <div className="m-num">
        <span className="num-xl">{score}</span>
        <span className="c-3 t-12">of 100</span>
      </div>
      <ul className="m-parts">
        {match.parts.map((part) => (
          <li key={part.part}>
            <span className="m-n">{wordFor(part.part)}</span>
            <span className="bar grow" aria-hidden="true">
              <i style={{ width: `${(part.share ?? 0) * 100}%` }} />
            </span>
            <span className="tn m-v">
              {part.points === null ? '–' : Math.round(part.points)}
              <span className="c-3"> / {part.of}</span>
            </span>
            <span className="c-2 m-w" title={part.text}>
              {part.text}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function SkillChips({ title, skills, met }: { title: string; skills: readonly MatchSkill[]; met: boolean }) {
  if (skills.length === 0) return null
  const Icon = met ? Check : CircleDashed
  return (
    <div>
      <span className="label">{title}</span>
      <div className="row wrap" style={{ marginTop: 6, gap: 6 }}>
        {skills.map((skill) => (
          <span key={skill.id} className={met ? 'chip sk-met' : 'chip dashed'}>
            <Icon className="i-14" aria-hidden="true" />
            {skill.name}
            <em>{levels(skill)}</em>
          </span>
        ))}
      </div>
    </div>
  )
}

function levels(skill: MatchSkill): string {
  const asked = skill.asked === null ? (skill.required ? 'asked' : 'nice to have') : `asked ${levelWord(skill.asked)}`
  if (skill.have !== null) return `${levelWord(skill.have)}, ${asked}`
  return skill.near === null ? asked : `${asked}, near: ${skill.near}`
}

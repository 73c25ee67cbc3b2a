import type { Profile } from '#contract/profile.ts'
import { formatAmount, parseMoney } from '#lib/format-money.ts'

/** The profile as its fields hold it: numbers as they are typed. */
export interface Draft extends Omit<
  Profile,
  | 'user_id'
  | 'username'
  | 'email'
  | 'version'
  | 'updated_at'
  | 'onboarding'
  | 'years_experience'
  | 'radius_km'
  | 'salary_floor'
  | 'daily_application_goal'
> {
  years_experience: string
  radius_km: string
  salary: string
  currency: string
  daily_application_goal: string
}

export function draftOf(profile: Profile): Draft {
  const {
    user_id: _,
    username: _u,
    email: _e,
    version: _v,
    updated_at: _a,
    onboarding: _o,
    salary_floor,
    ...rest
  } = profile
  return {
    ...rest,
    years_experience: profile.years_experience === null ? '' : String(profile.years_experience),
    radius_km: profile.radius_km === null ? 'none' : String(profile.radius_km),
    salary: salary_floor === null ? '' : formatAmount(salary_floor.amount, salary_floor.currency),
    currency: salary_floor?.currency ?? 'EUR',
    daily_application_goal: profile.daily_application_goal === 0 ? '' : String(profile.daily_application_goal),
  }
}

/** What the server is sent; numbers that cannot be read stay NaN, so that their field says so. */
export function profileOf({ salary, currency, ...draft }: Draft): Record<string, unknown> {
  return {
    ...draft,
    years_experience: draft.years_experience.trim() === '' ? null : Number(draft.years_experience.replace(',', '.')),
    radius_km: draft.radius_km === 'none' ? null : Number(draft.radius_km),
    daily_application_goal: draft.daily_application_goal.trim() === '' ? 0 : Number(draft.daily_application_goal),
    salary_floor:
      salary.trim() === '' ? null : { amount: parseMoney(salary, currency) ?? Number.NaN, currency, period: 'year' },
  }
}

import { z } from 'zod'
import { endpoint, staleVersion } from './endpoint.ts'
import { Currency, Id, Instant, MinorUnits, OptionalText, Text, TimeZone, WebUrl } from './wire.ts'

const tag = 'Accounts'

/** 1 beginner (heard of it), 2 basic, 3 solid (works alone), 4 strong, 5 expert (teaches others). */
export const SkillLevel = z.int().min(1).max(5)
export const Skill = z.object({ name: Text(80).meta({ example: 'SQL' }), level: SkillLevel })
/** Levels of the Common European Framework of Reference for Languages; `native` above them. */
export const LanguageLevel = z.enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'])
export const Language = z.object({
  code: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'Use an ISO 639 code such as de.')
    .meta({ example: 'de' }),
  level: LanguageLevel,
})
export const RemotePreference = z.enum(['onsite', 'hybrid', 'remote'])
export const SalaryFloor = z.object({
  amount: MinorUnits,
  currency: Currency,
  period: z.literal('year'),
})
const onboardingFields = {
  /** Steps that were done or skipped. */
  steps: z.partialRecord(z.enum(['wishes', 'skills', 'sources', 'calendar', 'goal']), z.enum(['done', 'skipped'])),
  finished_at: Instant.nullable(),
}
export const OnboardingState = z.object({
  steps: onboardingFields.steps.default({}),
  finished_at: onboardingFields.finished_at.default(null),
})

const names = (max: number, each: number) =>
  z
    .array(Text(each))
    .max(max)
    .transform((items) => [...new Set(items)])

const fields = {
  full_name: OptionalText(120),
  headline: OptionalText(160).meta({ description: 'current title' }),
  years_experience: z.number().min(0).max(80).nullable(),
  phone: OptionalText(40),
  location: OptionalText(120),
  summary: OptionalText(4000),
  links: z.array(z.object({ label: Text(40).meta({ example: 'Portfolio' }), url: WebUrl })).max(20),
  skills: z.array(Skill).max(200).refine(distinctNames, 'A skill is listed twice.'),
  titles_wanted: names(30, 120),
  preferred_locations: names(30, 120),
  radius_km: z.int().min(0).max(2000).nullable(),
  remote_preference: z.array(RemotePreference).max(3),
  salary_floor: SalaryFloor.nullable(),
  languages: z.array(Language).max(30),
  work_permits: names(60, 80),
  daily_application_goal: z.int().min(0).max(100),
  onboarding: OnboardingState,
}

/** What a person says of themselves and what they look for. */
export const Profile = z.object({
  user_id: Id,
  username: z.string(),
  email: z.string(),
  ...fields,
  version: z.int(),
  updated_at: Instant,
})
export type Profile = z.infer<typeof Profile>

/** Fields that are not sent stay as they are, those of `onboarding` as well. */
export const ProfileChange = z.object({ ...fields, onboarding: z.object(onboardingFields).partial() }).partial()
export type ProfileChange = z.infer<typeof ProfileChange>

export const getProfile = endpoint({
  method: 'GET',
  path: '/users/me',
  summary: 'Your profile',
  tag,
  access: 'user',
  response: Profile,
})

export const putProfile = endpoint({
  method: 'PUT',
  path: '/users/me',
  summary: 'Change your profile; fields that are not sent stay',
  description: 'A list replaces the whole list. Matches are worked out anew.',
  tag,
  access: 'user',
  body: ProfileChange,
  response: Profile,
  refusals: [staleVersion],
})

const notificationFields = {
  in_app: z.boolean(),
  email: z.boolean(),
  digest: z.enum(['daily', 'weekly', 'never']),
  quiet_from: z.iso.time({ precision: -1 }).nullable(),
  quiet_to: z.iso.time({ precision: -1 }).nullable(),
}
const settingFields = {
  locale: z.enum(['en', 'de']),
  time_zone: TimeZone,
  theme: z.enum(['system', 'light', 'dark']),
  week_start: z.enum(['monday', 'sunday', 'saturday']),
  currency: Currency,
  notifications: z.object({
    in_app: notificationFields.in_app.default(true),
    email: notificationFields.email.default(true),
    digest: notificationFields.digest.default('daily'),
    quiet_from: notificationFields.quiet_from.default(null),
    quiet_to: notificationFields.quiet_to.default(null),
  }),
}

/** How the app looks and speaks to a person. */
export const Settings = z.object({ ...settingFields, version: z.int(), updated_at: Instant })
export type Settings = z.infer<typeof Settings>
/** Fields that are not sent stay as they are, those of `notifications` as well. */
export const SettingsChange = z
  .object({ ...settingFields, notifications: z.object(notificationFields).partial() })
  .partial()
export type SettingsChange = z.infer<typeof SettingsChange>

export const getSettings = endpoint({
  method: 'GET',
  path: '/users/me/settings',
  summary: 'Your settings',
  tag,
  access: 'user',
  response: Settings,
})

export const putSettings = endpoint({
  method: 'PUT',
  path: '/users/me/settings',
  summary: 'Change your settings; fields that are not sent stay',
  tag,
  access: 'user',
  body: SettingsChange,
  response: Settings,
  refusals: [staleVersion],
})

/** Skills of the curated list that one may be writing; anything else may be written as well. */
export const suggestSkills = endpoint({
  method: 'GET',
  path: '/skills',
  summary: 'Skills that begin as you write',
  description: 'From the curated list by which postings are read, by their names and by what else they are called.',
  tag,
  access: 'user',
  query: z.object({
    q: Text(80).meta({ example: 'postg' }),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  response: z.object({
    items: z.array(z.object({ id: z.string().meta({ example: 'postgresql' }), name: Text(200) })),
    next_cursor: z.null(),
  }),
})

function distinctNames(skills: readonly { name: string }[]): boolean {
  return new Set(skills.map((skill) => skill.name.toLowerCase())).size === skills.length
}

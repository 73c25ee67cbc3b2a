import { registerUser, userByName } from '#features/accounts/index.ts'
import { readProfile } from '#features/profile/index.ts'
import { hashPassword } from '#features/credentials/index.ts'
import { changeProfile } from '#features/profile/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { makeSample } from './make.ts'
import * as store from './store.ts'

/** The account that a seeded system can be looked at with. Known to everybody: never on a system that others reach. */
export const DEMO = { username: 'demo', email: 'demo@sample.example', password: 'look around first' } as const

/** Makes the demo account with a profile and the sample data; false when it is there already. */
export async function seedDemo(ctx: BoardCtx): Promise<boolean> {
  const password_hash = await hashPassword(ctx, DEMO.password)
  const user_id = await ctx.db.asSystem('seed the demo account', async (tx) => {
    if ((await userByName(tx, DEMO.username)) !== null) return null
    const account = { username: DEMO.username, email: DEMO.email, full_name: 'Mara Feldkamp', password_hash }
    const made = await registerUser(ctx, tx, { ...account, email_verified: true, is_sample: true })
    const now = ctx.clock.iso()
    await changeProfile(tx, made.user_id, PROFILE, { now, if_match: null })
    await readProfile(ctx, tx, made.user_id)
    await store.begin(tx, made.user_id, now)
    return made.user_id
  })
  if (user_id === null) return false
  await makeSample(ctx, user_id)
  return true
}

const PROFILE = {
  headline: 'Data engineer',
  years_experience: 8,
  location: 'Hamburg',
  skills: [
    { name: 'Python', level: 5 },
    { name: 'SQL', level: 5 },
    { name: 'Kafka', level: 4 },
    { name: 'Airflow', level: 4 },
    { name: 'Docker', level: 3 },
    { name: 'TypeScript', level: 2 },
  ],
  titles_wanted: ['Data Engineer', 'Platform Engineer'],
  preferred_locations: ['Hamburg', 'Berlin'],
  remote_preference: ['hybrid' as const, 'remote' as const],
  salary_floor: { amount: 8_000_000, currency: 'EUR', period: 'year' as const },
  languages: [
    { code: 'de', level: 'C1' as const },
    { code: 'en', level: 'C1' as const },
  ],
}

import type { TestUser } from './make-app.ts'

/** A practice, active for its owner. */
export async function openPractice(by: TestUser): Promise<string> {
  const made = await by.request('POST', '/firms', { body: { name: 'Nordlicht' } })
  await by.request('POST', `/firms/${made.body.id}/activate`)
  return made.body.id
}

/** Takes somebody into a practice, for whom it is active from then on. */
export async function employ(
  firm_id: string,
  by: TestUser,
  { who, role }: { who: TestUser; role: string },
): Promise<void> {
  const invited = await by.request('POST', `/firms/${firm_id}/invitations`, { body: { email: who.user.email, role } })
  const joined = await who.request('POST', '/invitations/accept', { body: { token: invited.body.link.split('#')[1] } })
  if (joined.status !== 200) throw new Error(`Nobody could join: ${JSON.stringify([invited.body, joined.body])}`)
  await who.request('POST', `/firms/${firm_id}/activate`)
}

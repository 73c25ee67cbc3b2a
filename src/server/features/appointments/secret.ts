import { z } from 'zod'
import { manageGone } from '#contract/booking.ts'
import { refuse } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { isGenuine, signature } from '#platform/signature.ts'

const PURPOSE = 'manage an appointment'

/** What a mail carries: opens this appointment for its guest, who needs no account; kept nowhere. */
export function manageSecret(secrets: Secrets, appointment_id: string): string {
  return `${appointment_id}.${signature(secrets, PURPOSE, appointment_id)}`
}

/** The appointment that a secret opens; refuses `manageGone` for what we did not make. */
export function openedBy(secrets: Secrets, secret: string): string {
  const [id = '', given = ''] = secret.split('.')
  const isOurs = z.uuid().safeParse(id).success && isGenuine(secrets, PURPOSE, id, given)
  return isOurs ? id : refuse(manageGone)
}

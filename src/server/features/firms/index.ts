import type { Tx } from '#platform/db/db.ts'
import { insertFirm } from './store.ts'

export { assertGranted } from './grants.ts'
export { seekersOpenTo } from './grant-store.ts'
export { inPracticeRunBy } from './oversight.ts'
export { firmRoutes } from './routes.ts'
export { firmsOf } from './store.ts'
export type { FirmRow } from './store.ts'
export { deleteFirmsOf, passOnFirmsOf, solePracticesOf } from './leaving.ts'

/** The workspace of one person, made in the transaction of their registration. */
export async function createPersonalFirm(
  tx: Tx,
  firm: { id: string; name: string; user_id: string; now: string },
): Promise<void> {
  await insertFirm(tx, {
    id: firm.id,
    name: firm.name,
    kind: 'personal',
    created_by: firm.user_id,
    created_at: firm.now,
  })
}

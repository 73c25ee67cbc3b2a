import type { ColumnType } from 'kysely'
import { z } from 'zod'
import type { ExchangeRate, Offer } from '#contract/offers.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    offers: Omit<Offer, 'benefits'> & {
      user_id: string
      created_at: string
      benefits: ColumnType<unknown, string, string>
    }
    exchange_rates: ExchangeRate & { user_id: string }
  }
}

const ROW = [
  'id',
  'application_id',
  'base',
  'bonus',
  'currency',
  'period',
  'periods_per_year',
  'equity',
  'benefits',
  'vacation_days',
  'deadline_at',
  'start_date',
  'notes',
  'received_at',
  'updated_at',
  'version',
] as const

type Row = Omit<Offer, 'benefits'> & { benefits: unknown }

function offerOf(row: Row): Offer {
  return { ...row, benefits: z.array(z.string()).parse(row.benefits) }
}

export async function findOffer(tx: Tx, user_id: string, application_id: string): Promise<Offer | null> {
  const row = await tx
    .selectFrom('offers')
    .select(ROW)
    .where('user_id', '=', user_id)
    .where('application_id', '=', application_id)
    .executeTakeFirst()
  return row === undefined ? null : offerOf(row)
}

/** Writes the offer of an application, new or changed. The application is locked by the caller. */
export async function saveOffer(tx: Tx, user_id: string, offer: Offer): Promise<void> {
  const row = { ...offer, user_id, benefits: JSON.stringify(offer.benefits) }
  await tx
    .insertInto('offers')
    .values({ ...row, created_at: offer.updated_at })
    .onConflict((conflict) => conflict.column('application_id').doUpdateSet(row))
    .execute()
}

export async function deleteOffer(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('offers').where('user_id', '=', user_id).where('id', '=', id).execute()
}

/** Every offer of a person, with what it is for. */
export async function allOffers(
  tx: Tx,
  user_id: string,
): Promise<(Offer & { company: string; title: string; status: string })[]> {
  const rows = await tx
    .selectFrom('offers')
    .innerJoin('applications', 'applications.id', 'offers.application_id')
    .select(ROW.map((column) => `offers.${column}` as const))
    .select(['applications.company', 'applications.title', 'applications.status'])
    .where('offers.user_id', '=', user_id)
    .where('applications.deleted_at', 'is', null)
    .orderBy('offers.received_at', 'desc')
    .orderBy('offers.id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...offerOf(row), company: row.company, title: row.title, status: row.status }))
}

export async function ratesOf(tx: Tx, user_id: string): Promise<ExchangeRate[]> {
  return tx
    .selectFrom('exchange_rates')
    .select(['from_currency', 'to_currency', 'rate', 'as_of'])
    .where('user_id', '=', user_id)
    .orderBy('from_currency')
    .orderBy('to_currency')
    .execute()
}

export async function saveRate(tx: Tx, user_id: string, rate: ExchangeRate): Promise<void> {
  await tx
    .insertInto('exchange_rates')
    .values({ ...rate, user_id })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'from_currency', 'to_currency']).doUpdateSet({ rate: rate.rate, as_of: rate.as_of }),
    )
    .execute()
}

/** Removes a rate; false when there was none. */
export async function deleteRate(tx: Tx, user_id: string, from: string, to: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('exchange_rates')
    .where('user_id', '=', user_id)
    .where('from_currency', '=', from)
    .where('to_currency', '=', to)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

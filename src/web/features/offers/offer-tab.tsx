import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GitCompareArrows, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import type { Offer } from '#contract/offers.ts'
import type { PayPeriod } from '#contract/posting-fields.ts'
import { PAY_PERIODS } from '#lib/choices.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { AMOUNT_HINT, amountOf, formatAmount } from '#lib/format-money.ts'
import { fromLocalInput, toLocalInput } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { offerQuery, useDeleteOffer, usePutOffer } from './queries.ts'

/** What the employer offers, written down to be compared. */
export function OfferTab({ application }: { application: Application }) {
  const found = useQuery(offerQuery(application.id))
  return (
    <Load query={found} failure="The offer could not be loaded" rows={3}>
      {({ offer }) => <OfferForm application={application} offer={offer} />}
    </Load>
  )
}

interface Draft {
  base: string
  bonus: string
  currency: string
  period: PayPeriod
  periods: string
  equity: string
  benefits: string[]
  vacation: string
  deadline: string
  start: string
  notes: string
}

function OfferForm({ application, offer }: { application: Application; offer: Offer | null }) {
  const settings = useSettings()
  // What was typed, and the offer that it was typed over: a change elsewhere neither wipes it nor is wiped by it.
  const [typed, setTyped] = useState<{ draft: Draft; over: Offer | null } | null>(null)
  const draft = typed?.draft ?? draftOf(application, offer, settings)
  const over = typed === null ? offer : typed.over
  const put = usePutOffer()
  const remove = useDeleteOffer()
  const params = { id: application.id }
  const set = (part: Partial<Draft>) => setTyped({ draft: { ...draft, ...part }, over })
  const errorOf = (field: string) => fieldError(put.error, field)
  const base = amountOf(draft.base, draft.currency)
  const bonus = amountOf(draft.bonus, draft.currency)
  const periods = numberOf(draft.periods)
  const vacation_days = numberOf(draft.vacation)
  function submit() {
    if (base === undefined || bonus === undefined || periods === undefined || vacation_days === undefined) return
    const deadline_at =
      draft.deadline === '' ? null : fromLocalInput(draft.deadline, settings.time_zone, over?.deadline_at)
    const body = {
      base,
      bonus,
      currency: draft.currency,
      period: draft.period,
      periods_per_year: periods,
      equity: draft.equity,
      benefits: draft.benefits,
      vacation_days,
      deadline_at,
      start_date: draft.start === '' ? null : draft.start,
      notes: draft.notes,
      version: over?.version ?? 0,
    }
    put.mutate({ params, body }, { onSuccess: () => setTyped(null) })
  }
  return (
    <form
      className="col g-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {offer === null && (
        <p className="c-2">Write the offer down as soon as you have it; two or more can be compared.</p>
      )}
      <div className="form-row is-pay">
        <Field label="Base pay" optional error={base === undefined ? AMOUNT_HINT : errorOf('base')}>
          <Input inputMode="decimal" value={draft.base} onChange={(event) => set({ base: event.target.value })} />
        </Field>
        <Field label="Currency" error={errorOf('currency')}>
          <Input
            value={draft.currency}
            required
            maxLength={3}
            onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
          />
        </Field>
        <Field label="Per">
          <Select options={PAY_PERIODS} value={draft.period} onChange={(period) => set({ period })} />
        </Field>
        {draft.period !== 'year' && (
          <Field label="Times a year" error={periods === undefined ? NUMBER : errorOf('periods_per_year')}>
            <Input
              inputMode="decimal"
              value={draft.periods}
              onChange={(event) => set({ periods: event.target.value })}
            />
          </Field>
        )}
      </div>
      <div className="form-row is-two">
        <Field label="Bonus a year" optional error={bonus === undefined ? AMOUNT_HINT : errorOf('bonus')}>
          <Input inputMode="decimal" value={draft.bonus} onChange={(event) => set({ bonus: event.target.value })} />
        </Field>
        <Field label="Days off a year" optional error={vacation_days === undefined ? NUMBER : errorOf('vacation_days')}>
          <Input
            inputMode="decimal"
            value={draft.vacation}
            onChange={(event) => set({ vacation: event.target.value })}
          />
        </Field>
      </div>
      <div className="form-row is-two">
        <Field label="Answer by" optional>
          <DateTimeInput kind="datetime" value={draft.deadline} onChange={(deadline) => set({ deadline })} />
        </Field>
        <Field label="Start" optional error={errorOf('start_date')}>
          <DateTimeInput value={draft.start} onChange={(start) => set({ start })} />
        </Field>
      </div>
      <Field label="Equity" optional>
        <Input value={draft.equity} maxLength={500} onChange={(event) => set({ equity: event.target.value })} />
      </Field>
      <Field label="Benefits" optional help="Enter after each">
        <TagInput value={draft.benefits} max={50} onChange={(benefits) => set({ benefits })} />
      </Field>
      <Field label="Notes" optional>
        <Textarea
          rows={3}
          value={draft.notes}
          maxLength={10_000}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
      {put.error !== null && <Note tone="bad" title={messageOf(put.error)} />}
      <div className="row wrap">
        <Button variant="primary" size="sm" type="submit" loading={put.isPending}>
          Keep offer
        </Button>
        {typed !== null && put.error !== null && (
          <Button
            size="sm"
            onClick={() => {
              setTyped(null)
              put.reset()
            }}
          >
            Load it again
          </Button>
        )}
        {offer !== null && (
          <>
            <Link to="/offers" className={buttonClass({ size: 'sm' })}>
              <GitCompareArrows aria-hidden="true" />
              Compare
            </Link>
            <span className="push" />
            <Button size="sm" variant="ghost" onClick={() => remove.mutate({ params })}>
              <Trash2 aria-hidden="true" />
              Remove
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

function draftOf(
  application: Application,
  offer: Offer | null,
  settings: { currency: string; time_zone: string },
): Draft {
  const currency = offer?.currency ?? application.salary_currency ?? settings.currency
  const amount = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : formatAmount(value, currency)
  return {
    base: amount(offer?.base),
    bonus: amount(offer?.bonus),
    currency,
    period: offer?.period ?? application.salary_period ?? 'year',
    periods: offer?.periods_per_year === null || offer === null ? '' : String(offer.periods_per_year),
    equity: offer?.equity ?? '',
    benefits: offer?.benefits ?? [],
    vacation: offer?.vacation_days === null || offer === null ? '' : String(offer.vacation_days),
    deadline: offer?.deadline_at === null || offer === null ? '' : toLocalInput(offer.deadline_at, settings.time_zone),
    start: offer?.start_date ?? '',
    notes: offer?.notes ?? '',
  }
}

const NUMBER = 'Write a number such as 30 or 13.5.'

// As `amountOf`, of a number.
function numberOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const value = Number(text.trim().replace(',', '.'))
  return Number.isFinite(value) && value >= 0 ? value : undefined
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GitCompareArrows, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import type { Offer } from '#contract/offers.ts'
import type { PayPeriod } from '#contract/posting-fields.ts'
import { PAY_PERIODS } from '#lib/choices.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { formatAmount, parseMoney } from '#lib/format-money.ts'
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
      {({ offer }) => <OfferForm key={offer?.version ?? 0} application={application} offer={offer} />}
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
  deadline: string
  notes: string
}

function OfferForm({ application, offer }: { application: Application; offer: Offer | null }) {
  const settings = useSettings()
  const [draft, setDraft] = useState(() => draftOf(application, offer, settings))
  const put = usePutOffer()
  const remove = useDeleteOffer()
  const params = { id: application.id }
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const errorOf = (field: string) => fieldError(put.error, field)
  function submit() {
    const base = parseMoney(draft.base, draft.currency)
    if (base === null) return
    const periods = draft.periods.trim() === '' ? null : Number(draft.periods.replace(',', '.'))
    put.mutate({
      params,
      body: {
        base,
        bonus: draft.bonus.trim() === '' ? null : parseMoney(draft.bonus, draft.currency),
        currency: draft.currency,
        period: draft.period,
        periods_per_year: periods,
        equity: draft.equity,
        benefits: draft.benefits,
        deadline_at: draft.deadline === '' ? null : fromLocalInput(draft.deadline, settings.time_zone),
        notes: draft.notes,
        ...(offer === null ? {} : { version: offer.version }),
      },
    })
  }
  const unreadable = draft.base.trim() !== '' && parseMoney(draft.base, draft.currency) === null
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
        <Field label="Base pay" error={unreadable ? 'Write an amount such as 78 000 or 78k.' : errorOf('base')}>
          <Input
            inputMode="decimal"
            required
            value={draft.base}
            onChange={(event) => set({ base: event.target.value })}
          />
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
          <Field label="Times a year">
            <Input
              inputMode="decimal"
              value={draft.periods}
              onChange={(event) => set({ periods: event.target.value })}
            />
          </Field>
        )}
      </div>
      <div className="form-row is-two">
        <Field label="Bonus a year" optional>
          <Input inputMode="decimal" value={draft.bonus} onChange={(event) => set({ bonus: event.target.value })} />
        </Field>
        <Field label="Answer by" optional>
          <DateTimeInput kind="datetime" value={draft.deadline} onChange={(deadline) => set({ deadline })} />
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
    deadline: offer?.deadline_at === null || offer === null ? '' : toLocalInput(offer.deadline_at, settings.time_zone),
    notes: offer?.notes ?? '',
  }
}

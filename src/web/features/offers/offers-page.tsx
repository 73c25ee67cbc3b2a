import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ComparedOffer } from '#contract/offers.ts'
import { now } from '#lib/clock.ts'
import { messageOf } from '#lib/form.ts'
import { formatMoney } from '#lib/format-money.ts'
import { formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import type { StatusName } from '#ui/status.ts'
import { offersQuery, ratesQuery, useDeleteRate, usePutRate } from './queries.ts'

/** Offers side by side, in one currency where a rate was entered: rates are never invented. */
export function OffersPage() {
  const [params, change] = useUrlParams()
  const offers = useQuery(offersQuery(params.get('currency') ?? undefined))
  const offline = useOfflineSince(offers.dataUpdatedAt)
  const currencies = [...new Set(offers.data?.items.map((item) => item.currency) ?? [])]
  return (
    <Page
      title="Offers"
      lead="Amounts a year, before tax."
      actions={
        currencies.length > 1 &&
        offers.data?.currency !== null &&
        offers.data !== undefined && (
          <Segments
            label="Compare in"
            options={currencies.map((value) => ({ value, label: value }))}
            value={offers.data.currency}
            onChange={(currency) => change({ currency })}
          />
        )
      }
    >
      <OfflineNote since={offline} />
      <Load query={offers} failure="The offers could not be loaded" rows={3}>
        {({ items, missing_rates, currency }) =>
          items.length === 0 ? (
            <EmptyState
              icon={Handshake}
              title="No offers yet"
              action={
                <Link to="/applications" className={buttonClass({ variant: 'primary' })}>
                  To your applications
                </Link>
              }
            >
              Write an offer down under its application, and it stands here beside the others.
            </EmptyState>
          ) : (
            <div className="col g-6">
              <Comparison items={items} />
              <Rates missing={missing_rates} currency={currency ?? 'EUR'} />
            </div>
          )
        }
      </Load>
    </Page>
  )
}

function Comparison({ items }: { items: readonly ComparedOffer[] }) {
  const style = useSettings()
  const most = Math.max(...items.map((item) => item.compared?.total ?? 0))
  const lines: readonly { label: string; of: (item: ComparedOffer) => React.ReactNode }[] = [
    { label: 'Total a year', of: (item) => <Total item={item} most={most} /> },
    { label: 'Base', of: (item) => <Amount item={item} part="base" /> },
    { label: 'Bonus', of: (item) => <Amount item={item} part="bonus" /> },
    { label: 'Equity', of: (item) => item.equity ?? <None /> },
    { label: 'Days off', of: (item) => item.vacation_days ?? <None /> },
    { label: 'Benefits', of: (item) => (item.benefits.length === 0 ? <None /> : item.benefits.join(', ')) },
    {
      label: 'Answer by',
      of: (item) => (item.deadline_at === null ? <None /> : formatMoment(item.deadline_at, style)),
    },
    { label: 'Start', of: (item) => (item.start_date === null ? <None /> : formatShortDay(item.start_date, style)) },
    { label: 'Notes', of: (item) => item.notes ?? <None /> },
  ]
  return (
    <div className="card tscroll" role="region" aria-label="Offers side by side" tabIndex={0}>
      <table className="tbl compare">
        <thead>
          <tr>
            <td />
            {items.map((item) => (
              <th key={item.id} scope="col">
                <Link
                  to="/applications/$id"
                  params={{ id: item.application_id }}
                  search={{}}
                  className="link names"
                  lang="de"
                >
                  {item.company}
                </Link>
                <span className="c-2 block t-13 names" lang="de">
                  {item.title}
                </span>
                {isStatus(item.status) && <StatusBadge status={item.status} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.label}>
              <th scope="row">{line.label}</th>
              {items.map((item) => (
                <td key={item.id} className="names">
                  {line.of(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function None() {
  return <span className="c-3">Not stated</span>
}

function Total({ item, most }: { item: ComparedOffer; most: number }) {
  const { compared, yearly } = item
  if (yearly.total === null) return <None />
  if (compared === null || compared.total === null) {
    return (
      <>
        <b className="tn">{formatMoney(yearly.total, yearly.currency)}</b>
        <span className="c-warn block t-12">No rate entered for {yearly.currency}</span>
      </>
    )
  }
  return (
    <>
      <b className="tn t-16">{formatMoney(compared.total, compared.currency)}</b>
      <span className="bar bar-4 block mt-1" aria-hidden="true">
        <i style={{ width: `${most === 0 ? 0 : (compared.total / most) * 100}%` }} />
      </span>
      {compared.rate !== null && (
        <span className="c-3 block t-12 tn">
          {formatMoney(yearly.total, yearly.currency)} at your rate of {compared.as_of}
        </span>
      )}
    </>
  )
}

function Amount({ item, part }: { item: ComparedOffer; part: 'base' | 'bonus' }) {
  const shown = item.compared ?? item.yearly
  const amount = shown[part]
  return amount === null ? <None /> : <span className="tn">{formatMoney(amount, shown.currency)}</span>
}

function isStatus(value: string): value is StatusName {
  return value in STATUS_WORDS
}

/** The rates that a person entered; without one an offer in another currency stands in its own. */
function Rates({ missing, currency }: { missing: readonly string[]; currency: string }) {
  const { data } = useQuery(ratesQuery)
  const style = useSettings()
  const put = usePutRate()
  const remove = useDeleteRate()
  const [from, setFrom] = useState(missing[0] ?? '')
  const [rate, setRate] = useState('')
  const value = Number(rate.replace(',', '.'))
  const rates = data?.items ?? []
  if (rates.length === 0 && missing.length === 0) return null
  return (
    <Card title="Exchange rates" note="yours: none are looked up">
      <div className="col g-4">
        {rates.length > 0 && (
          <ul className="people">
            {rates.map((one) => (
              <li className="row" key={`${one.from_currency} ${one.to_currency}`}>
                <span className="grow tn">
                  1 {one.from_currency} = {one.rate} {one.to_currency}
                  <span className="c-3"> of {formatShortDay(one.as_of, style)}</span>
                </span>
                <IconButton
                  icon={Trash2}
                  size="sm"
                  label={`Remove the rate from ${one.from_currency} to ${one.to_currency}`}
                  onClick={() =>
                    remove.mutate({ params: { from_currency: one.from_currency, to_currency: one.to_currency } })
                  }
                />
              </li>
            ))}
          </ul>
        )}
        <form
          className="form-row is-rate"
          onSubmit={(event) => {
            event.preventDefault()
            put.mutate(
              {
                params: { from_currency: from, to_currency: currency },
                body: { rate: value, as_of: now().toISOString().slice(0, 10) },
              },
              { onSuccess: () => setRate('') },
            )
          }}
        >
          <Field label="1 of">
            <Input
              value={from}
              required
              maxLength={3}
              onChange={(event) => setFrom(event.target.value.toUpperCase())}
            />
          </Field>
          <Field
            label={`is so many ${currency}`}
            error={rate !== '' && !(value > 0) ? 'A number, such as 1.07.' : undefined}
          >
            <Input inputMode="decimal" value={rate} required onChange={(event) => setRate(event.target.value)} />
          </Field>
          <Button type="submit" loading={put.isPending}>
            Keep rate
          </Button>
        </form>
        {put.error !== null && <Note tone="bad" title={messageOf(put.error)} />}
      </div>
    </Card>
  )
}

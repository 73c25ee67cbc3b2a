import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { kindOf } from '#lib/calendars.ts'
import { withValue } from '#lib/choices.ts'
import { Card } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { Switch } from '#ui/switch.tsx'
import { useChangeConnection } from './queries.ts'
import { isReadOnly } from './words.ts'

const days = (count: number) => ({ value: String(count), label: `${count} days` })
const WINDOWS = [7, 14, 30, 60, 90, 180, 365].map(days)

const STRATEGIES: readonly { value: CalendarConnection['conflict_strategy']; label: string }[] = [
  { value: 'ask', label: 'Ask me' },
  { value: 'mine', label: 'What is here wins' },
  { value: 'theirs', label: 'What is there wins' },
  { value: 'newest', label: 'The newest wins' },
]

const POLICIES: readonly { value: CalendarConnection['delete_policy']; label: string }[] = [
  { value: 'delete', label: 'Delete it here too' },
  { value: 'unlink', label: 'Keep it, without its link' },
  { value: 'cancel', label: 'Mark it as cancelled' },
]

type Rules = Pick<CalendarConnection, 'sync_window_days' | 'conflict_strategy' | 'delete_policy' | 'writes_people'>

/** How an account is synced, over all its calendars. Each choice is kept at once. */
export function RulesCard({ account }: { account: CalendarConnection }) {
  const change = useChangeConnection()
  const set = (body: Partial<Rules>) => change.mutate({ params: { id: account.id }, body })
  const sends = account.calendars.some((calendar) => !isReadOnly(calendar))
  return (
    <Card title={`${kindOf(account)}: how it is synced`}>
      <div className="cal-rules">
        <Field label="Days back and ahead" help="What is new and begins in them is taken up.">
          <Select
            options={withValue(WINDOWS, days(account.sync_window_days))}
            value={String(account.sync_window_days)}
            onChange={(count) => set({ sync_window_days: Number(count) })}
          />
        </Field>
        <Field label="When it was deleted there">
          <Select
            options={POLICIES}
            value={account.delete_policy}
            onChange={(delete_policy) => set({ delete_policy })}
          />
        </Field>
        {sends && (
          <Field label="When both sides changed" help="Fields that only one side changed are merged.">
            <Select
              options={STRATEGIES}
              value={account.conflict_strategy}
              onChange={(conflict_strategy) => set({ conflict_strategy })}
            />
          </Field>
        )}
        {sends && (
          <Switch
            checked={account.writes_people}
            label="Send attendees along"
            help="The provider may send mail to them."
            onChange={(writes_people) => set({ writes_people })}
          />
        )}
      </div>
    </Card>
  )
}

import { PayPeriod } from '#contract/posting-fields.ts'

/** What a person chooses from in more than one place. */
export const CURRENCIES = ['EUR', 'CHF', 'GBP', 'USD', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK'].map((value) => ({
  value,
  label: value,
}))

export const PAY_PERIODS = PayPeriod.options.map((value) => ({ value, label: `a ${value}` }))

export const RADII = ['none', '10', '25', '50', '100', '200'].map(radius)

/** How far from a place: a number of kilometres as the choice it is. */
export function radius(value: string) {
  return { value, label: value === 'none' ? 'Any distance' : `${value} km` }
}

export const WORKPLACES = [
  { value: 'hybrid', label: 'Hybrid' },
  { value: 'remote', label: 'Remote' },
  { value: 'onsite', label: 'On site' },
] as const

/** The list with a value that came from elsewhere, such as an address or an earlier version. */
export function withValue<Choice extends { value: string }>(
  choices: readonly Choice[],
  own: Choice,
): readonly Choice[] {
  return choices.some(({ value }) => value === own.value) ? choices : [...choices, own]
}

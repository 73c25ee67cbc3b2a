import { blockKeys, shareKeys } from '#domain/duplicates/blocks.ts'
import { fingerprintOf } from '#domain/duplicates/fingerprint.ts'
import { judge } from '#domain/duplicates/verdict.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import { labelledPairs } from './duplicates/pairs.ts'
import type { LabelledPair } from './duplicates/pairs.ts'
import { kappaOf, readPairs } from './duplicates/read-pairs.ts'
import { sameBySourceRule } from './duplicates/source-rule.ts'
import type { Row } from './row.ts'

interface Answer {
  readonly pair: LabelledPair
  readonly ours: boolean
  readonly rule: boolean
}

/** How often two postings are rightly merged, on the labelled pairs that were not fitted to; per kind, and against the older rule. */
export async function measure(): Promise<Row[]> {
  const answers = labelledPairs()
    .filter((pair) => !pair.is_for_fitting)
    .map((pair): Answer => ({
      pair,
      ours: merged(pair),
      rule: sameBySourceRule(toFeedPosting(pair.a), toFeedPosting(pair.b)),
    }))
  const [ours, rule] = [quality(answers, 'ours'), quality(answers, 'rule')]
  const reference = (value: number) => ({ name: 'address, fingerprint, fuzzy 0.80/0.85', value: value * 100 })
  const kinds = [...Map.groupBy(answers, ({ pair }) => pair.kind)].map(([kind, of]): Row => {
    const right = of.filter(({ pair, ours: said }) => said === pair.same).length
    const ruleRight = of.filter(({ pair, rule: said }) => said === pair.same).length
    const what = of[0]?.pair.same === true ? 'found' : 'kept apart'
    return {
      what: `duplicates: ${kind.replaceAll('_', ' ')}, ${what}, of ${of.length}`,
      ours: (100 * right) / of.length,
      unit: '%',
      reference: reference(ruleRight / of.length),
      bar: null,
    }
  })
  const row = (what: string, value: number, bar: Row['bar'], against: number | null): Row => ({
    what: `duplicates: ${what} of merges made unasked, ${answers.length} pairs`,
    ours: value * 100,
    unit: '%',
    reference: against === null ? null : reference(against),
    bar,
  })
  return [
    row('precision', ours.precision, { at_least: 98 }, null),
    row('recall', ours.recall, { at_least: 85 }, null),
    row('precision', ours.precision, { at_least: 1 }, rule.precision),
    row('recall', ours.recall, { at_least: 1 }, rule.recall),
    ...kinds,
    ...onReadPairs(),
  ]
}

/** On the pairs that were read twice; those that the readings differ on are no measure of anything. */
function onReadPairs(): Row[] {
  const all = readPairs()
  const answers = all
    .filter(({ first, second }) => first === second)
    .map(({ a, b, first }): Answer => {
      const pair = { a, b, same: first, kind: 'read', is_for_fitting: false }
      return { pair, ours: merged(pair), rule: sameBySourceRule(toFeedPosting(a), toFeedPosting(b)) }
    })
  const [ours, rule] = [quality(answers, 'ours'), quality(answers, 'rule')]
  const row = (what: string, value: number, against: number): Row => ({
    what: `duplicates: ${what} on ${answers.length} pairs labelled by reading`,
    ours: value * 100,
    unit: '%',
    reference: { name: 'address, fingerprint, fuzzy 0.80/0.85', value: against * 100 },
    bar: null,
  })
  return [
    row('precision', ours.precision, rule.precision),
    row('recall', ours.recall, rule.recall),
    {
      what: `duplicates: agreement of the two readings of ${all.length} pairs`,
      ours: kappaOf(all),
      unit: 'kappa',
      reference: null,
      bar: null,
    },
  ]
}

// As it happens in the feed: what shares no block is never compared.
function merged({ a, b }: LabelledPair): boolean {
  const [left, right] = [fingerprintOf(toFeedPosting(a)), fingerprintOf(toFeedPosting(b))]
  return (
    shareKeys(blockKeys(left), blockKeys(right)) && judge(left, right, { same_board: false }).verdict === 'duplicate'
  )
}

function quality(answers: readonly Answer[], who: 'ours' | 'rule'): { precision: number; recall: number } {
  const said = answers.filter((answer) => answer[who])
  const right = said.filter(({ pair }) => pair.same).length
  return { precision: right / said.length, recall: right / answers.filter(({ pair }) => pair.same).length }
}

import { blockKeys, shareKeys } from '#domain/duplicates/blocks.ts'
import { fingerprintOf } from '#domain/duplicates/fingerprint.ts'
import { judge } from '#domain/duplicates/verdict.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import { allPairs } from './duplicates/all-pairs.ts'
import type { SetPair } from './duplicates/all-pairs.ts'
import { kappaOf, readPairs } from './duplicates/read-pairs.ts'
import { sameBySourceRule } from './duplicates/source-rule.ts'
import type { Row } from './row.ts'

interface Answer {
  readonly pair: SetPair
  readonly ours: boolean
  /** Merged, or shown side by side as perhaps the same. */
  readonly offered: boolean
  readonly rule: boolean
}

/** A kind of duplicate, with what is hardest to tell from it. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  'whole copies': [
    ...['copy', 'framed_copy', 'renamed_company', 'other_city', 'other_company_same_text', 'sibling'],
    ...['colleagues in one town', 'same title, other town', 'agency, one text for many towns'],
  ],
  'another title': [
    ...['retitled', 'other title', 'other_team', 'other_level', 'other_job_same_text'],
    ...['other level or contract', 'other work, same text'],
  ],
  'text cut or left out': [
    ...[
      'snippet',
      'without_text',
      'other_job_without_text',
      'same_title_other_text',
      'same_title_other_tasks',
      'branches, no text',
    ],
  ],
  'advertised again': ['repost', 'on one aggregator'],
  'short texts': ['short text'],
}
const SETS = { made: 'made', recorded: 'recorded, read,', read: 'short, read twice,' } as const

/**
 * How often two postings are rightly merged, on the half of the labelled pairs that nothing was fitted to: over all, for
 * each set of pairs and each kind of duplicate, and against the older rule.
 */
export async function measure(): Promise<Row[]> {
  const answers = allPairs()
    .filter((pair) => !pair.is_for_fitting)
    .map(answerOf)
  const { ours, rule } = qualities(answers)
  const of = `of merges made unasked, ${answers.length} pairs that were not fitted to`
  return [
    { ...row(`precision ${of}`, ours.precision, null), bar: { at_least: 98 } },
    { ...row(`recall ${of}`, ours.recall, null), bar: { at_least: 85 } },
    { ...row(`precision ${of}`, ours.precision, rule.precision), bar: { at_least: 1 } },
    { ...row(`recall ${of}`, ours.recall, rule.recall), bar: { at_least: 1 } },
    row(
      `merged, or shown as perhaps the same, of ${same(answers).length} that are`,
      share(same(answers), 'offered'),
      null,
    ),
    ...Object.entries(SETS).flatMap(([set, name]) =>
      precisionAndRecall(
        `${name} pairs`,
        answers.filter(({ pair }) => pair.set === set),
      ),
    ),
    ...Object.entries(FAMILIES).flatMap(([name, kinds]) =>
      precisionAndRecall(
        name,
        answers.filter(({ pair }) => kinds.includes(pair.kind)),
      ),
    ),
    ...[
      ...Map.groupBy(answers, ({ pair }) => `${pair.kind.replaceAll('_', ' ')}, ${pair.same ? 'found' : 'kept apart'}`),
    ].map(([kind, group]) =>
      row(`${kind}, of ${group.length}`, right(group, 'ours') / group.length, right(group, 'rule') / group.length),
    ),
    agreement(),
  ]
}

function answerOf(pair: SetPair): Answer {
  const [a, b] = [toFeedPosting(pair.a), toFeedPosting(pair.b)]
  const [left, right] = [fingerprintOf(a), fingerprintOf(b)]
  // As it happens in the feed: what shares no block is never compared.
  const verdict = shareKeys(blockKeys(left), blockKeys(right))
    ? judge(left, right, { same_board: false }).verdict
    : 'different'
  const ours = verdict === 'duplicate'
  return { pair, ours, offered: ours || verdict === 'similar', rule: sameBySourceRule(a, b) }
}

function precisionAndRecall(name: string, answers: readonly Answer[]): Row[] {
  // Pairs of recorded postings are there only where the recordings are.
  if (answers.length === 0) return []
  const { ours, rule } = qualities(answers)
  return [
    row(`precision, ${name} (${answers.length})`, ours.precision, rule.precision),
    row(`recall, ${name} (${same(answers).length})`, ours.recall, rule.recall),
  ]
}

function row(what: string, ours: number, rule: number | null): Row {
  const reference = rule === null ? null : { name: 'address, fingerprint, fuzzy 0.80/0.85', value: rule * 100 }
  return { what: `duplicates: ${what}`, ours: ours * 100, unit: '%', reference, bar: null }
}

/** Of the pairs that were read twice, those that the readings differ on are no measure of anything. */
function agreement(): Row {
  const all = readPairs()
  return {
    what: `duplicates: agreement of the two readings of ${all.length} pairs`,
    ours: kappaOf(all),
    unit: 'kappa',
    reference: null,
    bar: null,
  }
}

type Who = 'ours' | 'rule'

const same = (answers: readonly Answer[]) => answers.filter(({ pair }) => pair.same)
const share = (answers: readonly Answer[], who: Who | 'offered') =>
  answers.filter((answer) => answer[who]).length / answers.length
const right = (answers: readonly Answer[], who: Who) =>
  answers.filter((answer) => answer[who] === answer.pair.same).length

function qualities(answers: readonly Answer[]): Record<Who, { precision: number; recall: number }> {
  const of = (who: Who) => {
    const said = answers.filter((answer) => answer[who])
    // Who merges nothing merges nothing wrongly.
    return {
      precision: said.length === 0 ? 1 : same(said).length / said.length,
      recall: share(same(answers), who),
    }
  }
  return { ours: of('ours'), rule: of('rule') }
}

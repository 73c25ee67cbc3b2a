import { labelledPairs } from './pairs.ts'
import type { LabelledPair } from './pairs.ts'
import { readPairs } from './read-pairs.ts'
import { recordedPairs } from './recorded-pairs.ts'

export interface SetPair extends LabelledPair {
  readonly set: 'made' | 'recorded' | 'read'
}

/** All labelled pairs; of those that were read twice only where the readings agree. */
export function allPairs(): SetPair[] {
  const read = readPairs().filter(({ first, second }) => first === second)
  return [
    ...labelledPairs().map((pair): SetPair => ({ ...pair, set: 'made' })),
    ...recordedPairs().map((pair): SetPair => ({ ...pair, set: 'recorded' })),
    ...read.map(({ first, ...pair }): SetPair => ({ ...pair, same: first, kind: 'short text', set: 'read' })),
  ]
}

import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { compare } from '#domain/duplicates/compare.ts'
import { fingerprintOf } from '#domain/duplicates/fingerprint.ts'
import { featuresOf } from '#domain/duplicates/verdict.ts'
import { WEIGHTS } from '#domain/duplicates/weights.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import { allPairs } from './all-pairs.ts'

// Fits the weights of the score on all labelled pairs, made and read, of every second posting (logistic regression, gradient
// descent, L2) and writes `weights.ts`; `bench/duplicates.ts` measures on the other pairs.

const NAMES = Object.keys(WEIGHTS).filter((name): name is keyof typeof WEIGHTS => name in WEIGHTS)
const ROUNDS = 30_000
const RATE = 0.5
const L2 = 0.002
// Language agrees by itself in pairs made from one posting, so it may not decide; agreement never speaks against.
const MOST: Readonly<Record<string, number>> = { language: 0.5 }

const rows = allPairs()
  .filter((pair) => pair.is_for_fitting)
  .map(({ a, b, same }) => ({ same, seen: compare(fingerprintOf(toFeedPosting(a)), fingerprintOf(toFeedPosting(b))) }))
  // What a rule decides teaches the score nothing.
  .filter(({ seen }) => seen.place !== 0 && seen.level !== 0)
  .map(({ same, seen }) => ({ same: Number(same), x: NAMES.map((name) => featuresOf(seen)[name]) }))

let bias = 0
let weights = NAMES.map(() => 0)
for (let round = 0; round < ROUNDS; round += 1) {
  const slope = NAMES.map(() => 0)
  let biasSlope = 0
  for (const { same, x } of rows) {
    const guess = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), bias)))
    biasSlope += guess - same
    x.forEach((value, at) => (slope[at] = (slope[at] ?? 0) + (guess - same) * value))
  }
  bias -= (RATE * biasSlope) / rows.length
  weights = weights.map((weight, at) => {
    const next = weight - RATE * ((slope[at] ?? 0) / rows.length + L2 * weight)
    const most = MOST[NAMES[at] ?? ''] ?? Infinity
    return Math.max(0, Math.min(most, next))
  })
}
const lines = NAMES.map((name, at) => `  ${name}: ${(weights[at] ?? 0).toFixed(3)},`)
const text = `/** Fitted by \`bench/duplicates/fit.ts\` on the labelled pairs of every second posting. */
export const BIAS = ${bias.toFixed(3)}
export const WEIGHTS = {
${lines.join('\n')}
}
`
writeFileSync(resolve(import.meta.dirname, '../../src/domain/duplicates/weights.ts'), text)
console.log(text)

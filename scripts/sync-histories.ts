import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { EVERYTHING, histories } from '#kit/calendar/history.ts'
import { INVARIANTS } from '#kit/calendar/invariants.ts'
import { Play } from '#kit/calendar/play.ts'
import { WORLDS } from '#kit/calendar/worlds.ts'

// Many more histories of calendar sync than the tests play, each held against every invariant:
// `npm run sync:histories -- --runs 100000 --seed 7`. A failure prints the shortest history that shows it.
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    length: { type: 'string', default: '20' },
  },
})
const runs = Number(values.runs)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const perWorld = Math.ceil(runs / Object.keys(WORLDS).length)
let broken = 0

for (const [name, { setup, kinds }] of Object.entries(WORLDS)) {
  const arbitrary = histories({ ...EVERYTHING, length: Number(values.length), ...kinds })
  const property = fc.property(arbitrary, (history) => {
    const play = new Play(setup)
    for (const what of history) play.happen(what)
    play.settle()
    const wrong = Object.entries(INVARIANTS).flatMap(([number, check]) =>
      check(play).map((text) => `${number}: ${text}`),
    )
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  })
  const result = fc.check(property, { seed, numRuns: perWorld })
  process.stdout.write(
    `${result.failed ? 'FAILED' : 'ok    '} ${name.padEnd(24)} ${result.numRuns} histories, seed ${seed}\n`,
  )
  if (!result.failed) continue
  broken += 1
  process.stdout.write(`${String(result.errorInstance)}\n`)
  for (const what of result.counterexample?.[0] ?? []) process.stdout.write(`  ${JSON.stringify(what)}\n`)
}
process.exitCode = broken === 0 ? 0 : 1

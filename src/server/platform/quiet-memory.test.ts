import { afterEach, expect, it } from 'vitest'
import { giveBackWhenQuiet, ofThisProcess } from './quiet-memory.ts'

const MB = 2 ** 20
let stop = () => {}
afterEach(() => stop())

function keeper(at: { busy: number; spare: number }) {
  let collected = 0
  const kept = giveBackWhenQuiet({
    busy: () => at.busy,
    size: () => ({ held: 80 * MB + at.spare, used: 80 * MB }),
    collect: () => (collected += 1),
  })
  stop = kept.stop
  return { look: kept.look, collected: () => collected }
}

it('gives back what is held for nothing, at the first quiet look', () => {
  const at = { busy: 0.8, spare: 120 * MB }
  const { look, collected } = keeper(at)
  look()
  expect(collected()).toBe(0)
  at.busy = 0.01
  look()
  expect(collected()).toBe(1)
})

it('leaves a heap alone that holds little more than it uses', () => {
  const { look, collected } = keeper({ busy: 0, spare: 10 * MB })
  look()
  expect(collected()).toBe(0)
})

it('collects once a minute at most', () => {
  const { look, collected } = keeper({ busy: 0, spare: 120 * MB })
  for (let looks = 0; looks < 20; looks += 1) look()
  expect(collected()).toBe(1)
  look()
  expect(collected()).toBe(2)
})

it('makes the real heap smaller', () => {
  const heap = ofThisProcess()
  const numbers = Array.from({ length: 10_000 }, (_, n) => n / 2)
  let rubbish: number[][] | null = Array.from({ length: 1000 }, () => [...numbers])
  const full = heap.size()
  expect(rubbish.length).toBe(1000)
  rubbish = null
  heap.collect()
  expect(full.held - heap.size().held).toBeGreaterThan(50 * MB)
  expect('gc' in globalThis).toBe(false)
})

it('knows how busy the process has been', () => {
  const heap = ofThisProcess()
  expect(heap.busy()).toBeGreaterThanOrEqual(0)
  expect(heap.busy()).toBeLessThanOrEqual(1)
})

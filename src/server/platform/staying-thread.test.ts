import { expect, test } from 'vitest'
import { StayingThread, answering } from './staying-thread.ts'

const worker = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', ({ id, question }) => {
      if (question === 'end') process.exit()
      if (question === 'throw') throw new Error('It cannot be answered.')
      if (question === 'refuse') return parentPort.postMessage({ id, error: 'Not this one.' })
      while (question === 'never') {}
      const until = performance.now() + (question === 'slow' ? 700 : 0)
      while (performance.now() < until) {}
      parentPort.postMessage({ id, answer: { question, threadId } })
    })
  `)}`,
)
type Answer = { readonly question: string; readonly threadId: number }
const threadOf = (ms: number, idle_ms = 60_000) =>
  new StayingThread<string, Answer>({ worker, most: { mb: 50, ms }, idle_ms })

test('one thread answers all that is asked', async () => {
  const thread = threadOf(60_000)
  const answers = await Promise.all([thread.ask('a'), thread.ask('b')])
  answers.push(await thread.ask('c'))
  expect(answers.map(({ question }) => question)).toEqual(['a', 'b', 'c'])
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1)
})

test.each([
  ['end', 'A thread ended before it answered.'],
  ['throw', 'It cannot be answered.'],
  ['never', 'A thread took too long.'],
])('%s: whoever waits is told, and the next question is answered by another thread', async (question, message) => {
  const thread = threadOf(3_000)
  const { threadId } = await thread.ask('a')
  const asked = [thread.ask(question), thread.ask('b')]
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes).toMatchObject([{ reason: { message } }, { reason: { message } }])
  expect((await thread.ask('c')).threadId).not.toBe(threadId)
})

test('a question that cannot be answered fails alone, and the thread goes on', async () => {
  const thread = threadOf(60_000)
  const { threadId } = await thread.ask('a')
  const outcomes = await Promise.allSettled([thread.ask('b'), thread.ask('refuse'), thread.ask('c')])
  expect(outcomes).toMatchObject([
    { value: { question: 'b', threadId } },
    { reason: { message: 'Not this one.' } },
    { value: { question: 'c', threadId } },
  ])
})

test('what a question may take begins when it is its turn', async () => {
  const thread = threadOf(2_000)
  await thread.ask('a')
  const asked = Array.from({ length: 5 }, () => thread.ask('slow'))
  await expect(Promise.all(asked)).resolves.toHaveLength(5)
})

test('a question that cannot be handed over is refused, and what else was asked is answered', async () => {
  const thread = new StayingThread<unknown, Answer>({ worker, most: { mb: 50, ms: 3_000 }, idle_ms: 60_000 })
  const first = thread.ask('a')
  await expect(thread.ask(() => 'a function')).rejects.toThrow('could not be cloned')
  const { threadId } = await first
  await expect(thread.ask({ of: () => 'nothing else' })).rejects.toThrow('could not be cloned')
  expect((await thread.ask('b')).threadId).toBe(threadId)
})

test('a thread answers what it throws at with why', () => {
  const answer = answering((question: number) => {
    if (question < 0) throw new Error('Below nothing.')
    return question + 1
  })
  expect([answer({ id: 1, question: 1 }), answer({ id: 2, question: -1 })]).toEqual([
    { id: 1, answer: 2 },
    { id: 2, error: 'Below nothing.' },
  ])
})

test('a thread that was asked nothing for a while has ended', async () => {
  const thread = threadOf(60_000, 0)
  const { threadId } = await thread.ask('a')
  await expect.poll(async () => (await thread.ask('b')).threadId).not.toBe(threadId)
})

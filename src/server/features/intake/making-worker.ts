import { parentPort } from 'node:worker_threads'
import { answering } from '#platform/staying-thread.ts'
import type { Asked } from '#platform/staying-thread.ts'
import { make } from './made.ts'
import type { MadeTexts, Told } from './made.ts'

const answer = answering((told: readonly Told[]): MadeTexts[] => told.map(make))

// Beside the thread that answers people: works out what is kept of postings, some at a time.
parentPort?.on('message', (asked: Asked<readonly Told[]>) => parentPort?.postMessage(answer(asked)))

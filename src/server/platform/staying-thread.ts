import { Worker } from 'node:worker_threads'

/** How a thread is kept. */
export interface ThreadKept {
  /** The file that answers: see `answering`. */
  readonly worker: URL
  /** What a question may take once it is its turn; a thread that takes more is ended, and so is what else was asked of it. */
  readonly most: { readonly mb: number; readonly ms: number }
  /** After so long without a question it ends, and what it held is free. */
  readonly idle_ms: number
}

/** What is posted to the thread and back. */
export interface Asked<Question> {
  readonly id: number
  readonly question: Question
}
/** `error`: why this one question cannot be answered; the thread goes on with the next. */
export type Answered<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: string }

interface Waiting<Answer> {
  readonly answer: (answer: Answer) => void
  readonly fail: (error: Error) => void
}

/** What a thread does with what it is asked: a question that it throws at is answered with why. */
export function answering<Question, Answer>(
  work: (question: Question) => Answer,
): (asked: Asked<Question>) => Answered<Answer> {
  return ({ id, question }) => {
    try {
      return { id, answer: work(question) }
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) }
    }
  }
}

/**
 * Work beside the thread that answers people: started with the first question, kept while there are more, ended when there
 * were none for a while. It keeps no process alive. A question that cannot be answered fails alone; a thread that ends fails
 * all that was asked of it, and the next question starts another.
 */
export class StayingThread<Question, Answer> {
  readonly #kept: ThreadKept
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  /** Runs out when the first question that waits took too long. */
  #late: NodeJS.Timeout | null = null
  #asked = 0

  constructor(kept: ThreadKept) {
    this.#kept = kept
  }

  /** Questions are answered one after the other. */
  ask(question: Question): Promise<Answer> {
    const worker = (this.#worker ??= this.#start())
    if (this.#idle !== null) clearTimeout(this.#idle)
    const id = (this.#asked += 1)
    return new Promise((answer, fail) => {
      const asked: Asked<Question> = { id, question }
      this.#waiting.set(id, { answer, fail })
      try {
        worker.postMessage(asked)
      } catch (error) {
        // It cannot be handed over: nobody will answer it.
        this.#waiting.delete(id)
        if (this.#waiting.size === 0) this.#rest(worker)
        throw error
      }
      worker.ref()
      if (this.#waiting.size === 1) this.#time(worker)
    })
  }

  #start(): Worker {
    const worker = new Worker(this.#kept.worker, { resourceLimits: { maxOldGenerationSizeMb: this.#kept.most.mb } })
    worker.on('message', (answered: Answered<Answer>) => {
      const waiting = this.#take(answered.id)
      if ('error' in answered) waiting?.fail(new Error(answered.error))
      else waiting?.answer(answered.answer)
      if (this.#worker !== worker) return
      if (this.#waiting.size === 0) this.#rest(worker)
      else this.#time(worker)
    })
    worker.on('error', (error: Error) => this.#lose(worker, error))
    worker.on('exit', () => this.#lose(worker, new Error('A thread ended before it answered.')))
    return worker
  }

  #take(id: number): Waiting<Answer> | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }

  /** The first that waits has its turn: what it may take begins now. */
  #time(worker: Worker): void {
    this.#untimed()
    this.#late = setTimeout(() => this.#lose(worker, new Error('A thread took too long.')), this.#kept.most.ms)
  }

  #untimed(): void {
    if (this.#late !== null) clearTimeout(this.#late)
    this.#late = null
  }

  #rest(worker: Worker): void {
    this.#untimed()
    worker.unref()
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#lose(worker, new Error('A thread was idle.')), this.#kept.idle_ms)
    this.#idle.unref()
  }

  /** Of a thread that another has followed there is nothing left to lose. */
  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#untimed()
    void worker.terminate()
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.fail(error)
  }
}

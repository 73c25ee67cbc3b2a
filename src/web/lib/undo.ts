import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf, Endpoint } from '#contract/endpoint.ts'
import { undoChange } from '#contract/undo.ts'
import { call } from './client.ts'
import type { CallOf } from './client.ts'
import { say } from './say.ts'

// The last change of this tab that can be taken back, for the key that does so after the toast is gone.
let last: string | null = null

/** The change to take back, once. */
export function takeLast(): string | null {
  const found = last
  last = null
  return found
}

/** What shows applications: themselves, the people in them, the postings they stand on, and when something is. */
export const SHOW_APPLICATIONS: readonly string[] = ['applications', 'contacts', 'jobs', 'calendar']

/** Everything that shows applications, or what is named, is asked again. */
export function useRefresh(names: readonly string[] = SHOW_APPLICATIONS): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
}

const CAN_BE_UNDONE: readonly string[] = [...SHOW_APPLICATIONS, 'appointments']

/** Takes a change back, and says so. */
export function useUndo() {
  const refresh = useRefresh(CAN_BE_UNDONE)
  return useMutation({
    mutationFn: (id: string) => call(undoChange, { params: { id } }),
    onSuccess: async () => {
      await refresh()
      say('Taken back')
    },
  })
}

/** Says what was done, with the way back. */
export function useDone(): (message: string, undo_id: string | null) => void {
  const undo = useUndo()
  return (message, undo_id) => {
    if (undo_id !== null) last = undo_id
    say(message, undo_id === null ? {} : { undo: () => undo.mutate(undo_id) })
  }
}

/** What is said of a change that was answered, and may have come to nothing good. */
export interface Said {
  readonly message: string
  readonly tone?: 'bad'
}

/** Whether a refusal is drawn where the change was asked for, as a form does: then no toast says it again. */
export type Refused = 'drawn' | 'said'

/** What keeps a refusal that is drawn from being said as well. */
export const quiet = (refused: Refused) => (refused === 'drawn' ? { onError: () => {} } : {})

/** A change: everything is asked again, and it is said what was done, with the way back. */
export function useWrite<E extends Endpoint>(
  endpoint: E,
  said: string | null | ((answer: AnswerOf<E>, request: CallOf<E>) => string | Said),
  refused: Refused = 'said',
) {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    ...quiet(refused),
    mutationFn: (request: CallOf<E>) => call(endpoint, request),
    onSuccess: async (answer, request) => {
      await refresh()
      if (said === null) return
      const words = typeof said === 'string' ? said : said(answer, request)
      if (typeof words === 'string') done(words, undoIdOf(answer))
      else say(words.message, words.tone === undefined ? {} : { tone: words.tone })
    },
  })
}

function undoIdOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('undo_id' in answer)) return null
  return typeof answer.undo_id === 'string' ? answer.undo_id : null
}

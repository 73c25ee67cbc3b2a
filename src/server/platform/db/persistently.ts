import { systemWait } from '#platform/http/wait.ts'

const PAUSES_MS = [500, 2_000]

/** Does what must not get lost only since the database is away for a moment: up to three times. */
export async function persistently<Result>(
  work: () => Promise<Result>,
  pauses: readonly number[] = PAUSES_MS,
): Promise<Result> {
  const [pause, ...later] = pauses
  try {
    return await work()
  } catch (error) {
    if (pause === undefined) throw error
    await systemWait(pause, undefined)
    return persistently(work, later)
  }
}

export { CalendarRun } from './run.ts'
export type { RunParts, RunQuestion } from './run.ts'
export type { Accounts, SyncCtx } from './tables.ts'

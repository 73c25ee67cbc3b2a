import { useNavigate } from '@tanstack/react-router'
import type { Job, JobItem } from '#contract/postings.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { useDone } from '#lib/undo.ts'
import { toast } from '#ui/toast.tsx'
import { useHideCompany, useJobState, useShowCompany, useTrackJob, useTrackJobs, useUndoAll } from './queries.ts'

type Subject = Pick<JobItem | Job, 'id' | 'title' | 'company' | 'state'>

/** What a person does with postings; each says what happened and can be taken back. */
export function useJobActions() {
  const state = useJobState()
  const track = useTrackJob()
  const say = useDone()
  const trackAll = useTrackJobs()
  const undoAll = useUndoAll()
  const hideCompany = useHideCompany()
  const showCompany = useShowCompany()
  const navigate = useNavigate()
  const failed = (error: unknown) => toast(messageOf(error), { tone: 'bad' })
  const openApplication = (id: string) => void navigate({ to: '/applications/$id', params: { id } })

  const start = (job: Subject, status: 'interested' | 'applied') =>
    track.mutate(
      { id: job.id, status },
      {
        onSuccess: ({ undo_id, warnings }) => {
          const done = status === 'applied' ? `${job.company} marked as applied` : `${job.company} saved`
          const warning = warnings[0]?.message
          say(warning === undefined ? done : `${done}. ${warning}`, undo_id)
        },
        onError: (error) => {
          const existing = error instanceof ApiError ? error.details['existing_id'] : undefined
          if (typeof existing === 'string') openApplication(existing)
          else failed(error)
        },
      },
    )

  const setHidden = (jobs: readonly Subject[], hidden: boolean) =>
    state.mutate({ ids: jobs.map((job) => job.id), change: { hidden } }, { onError: failed })

  return {
    busy: track.isPending,
    openApplication,
    save: (job: Subject) => start(job, 'interested'),
    apply: (job: Subject) => start(job, 'applied'),
    saveAll: (jobs: readonly Subject[]) => {
      const open = jobs.filter((job) => job.state.application_id === null)
      trackAll.mutate(
        open.map((job) => job.id),
        {
          onSuccess: (undo_ids) => toast(`${undo_ids.length} saved`, { undo: () => undoAll.mutate(undo_ids) }),
        },
      )
    },
    hide: (jobs: readonly Subject[]) => {
      setHidden(jobs, true)
      toast(jobs.length === 1 ? 'Posting hidden' : `${jobs.length} hidden`, { undo: () => setHidden(jobs, false) })
    },
    show: (job: Subject) => setHidden([job], false),
    see: (job: Subject) => state.mutate({ ids: [job.id], change: { seen: true } }),
    note: (job: Subject, notes: string) =>
      state.mutate({ ids: [job.id], change: { notes } }, { onSuccess: () => toast('Note kept'), onError: failed }),
    hideCompany: (job: Subject) =>
      hideCompany.mutate(job.company, {
        onSuccess: ({ id, company }) => toast(`${company} hidden`, { undo: () => showCompany.mutate(id) }),
      }),
  }
}

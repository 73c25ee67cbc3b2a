import { useQuery } from '@tanstack/react-query'
import { Bookmark, ChevronLeft, Ellipsis, ExternalLink, Eye, EyeOff, Pencil, Send, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import type { Job } from '#contract/postings.ts'
import { languageName } from '#domain/postings/language-name.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Menu } from '#ui/menu.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { toast } from '#ui/toast.tsx'
import { howMany } from './counted.ts'
import type { CountedFeed } from './counted.ts'
import { useJobActions } from './job-actions.ts'
import { Closed, LikelyGhost, Merged, NotGhost, Stale } from './job-notices.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobMatch } from './job-match.tsx'
import { JobNotes } from './job-notes.tsx'
import { statusOf } from './job-row.tsx'
import { jobQuery, useDeleteJob } from './queries.ts'
import { WriteJobForm } from './write-job-form.tsx'

/** Whether a posting fits, as the person sees it. */
export type FeedbackOf = ComponentType<{ job: Job }>

/** Where a posting was seen, and what is like it. */
export type SightingsOf = ComponentType<{ job: Job; onOpen: (job_id: string) => void }>

/** What happened to a posting while it stood. */
export type LifeOf = ComponentType<{ job: Job }>

interface JobDetailProps {
  id: string
  counted: CountedFeed | undefined
  onClose: () => void
  onOpen: (job_id: string) => void
  Sightings: SightingsOf
  Life: LifeOf
  Feedback: FeedbackOf
}

export function JobDetail({ id, counted, onClose, onOpen, Sightings, Life, Feedback }: JobDetailProps) {
  const { data: job, error, refetch } = useQuery(jobQuery(id))
  const actions = useJobActions()
  const unseen = job !== undefined && (job.state.seen_at === null || job.life.edited_at !== null)
  useEffect(() => {
    if (unseen) actions.see(job)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each posting that is opened, and each edit of it
  }, [unseen])
  if (error !== null) {
    const gone = error instanceof ApiError && error.status === 404
    return (
      <ErrorState
        title={gone ? 'This posting is gone' : 'The posting did not load'}
        message={gone ? 'It was removed, or it belongs to a source that you switched off.' : messageOf(error)}
        requestId={error instanceof ApiError ? error.requestId : null}
        {...(gone
          ? { action: <Button onClick={onClose}>Back to the list</Button> }
          : { onRetry: () => void refetch() })}
      />
    )
  }
  if (job === undefined) return <DetailBones />
  return (
    <>
      <Head job={job} counted={counted} onClose={onClose} />
      <div className="jd-body">
        {job.duplicate_of !== null && <Merged into={job.duplicate_of} onOpen={onOpen} />}
        {job.closed_at !== null && <Closed job={job} />}
        {job.life.is_likely_ghost && <LikelyGhost job={job} />}
        {job.life.is_stale && !job.life.is_likely_ghost && <Stale job={job} />}
        {job.state.not_ghost_at !== null && job.closed_at === null && <NotGhost job={job} />}
        <JobFacts job={job} />
        <JobMatch job={job} Feedback={Feedback} />
        <Sightings job={job} onOpen={onOpen} />
        <Life job={job} />
        <JobNotes job={job} />
        <Description job={job} />
      </div>
    </>
  )
}

function Head({ job, counted, onClose }: { job: Job; counted: CountedFeed | undefined; onClose: () => void }) {
  const actions = useJobActions()
  const status = statusOf(job)
  const link = job.apply_url ?? job.url
  const openLink = () => link !== null && window.open(link, '_blank', 'noopener')
  const tracked = job.state.application_id
  const hidden = job.state.hidden_at !== null
  useShortcuts([
    {
      keys: 's',
      label: 'Save posting',
      group: 'Jobs',
      run: () => (tracked === null ? actions.save(job) : actions.openApplication(tracked)),
    },
    { keys: 'a', label: 'Mark as applied', group: 'Jobs', run: () => tracked === null && actions.apply(job) },
    { keys: 'o', label: 'Open at its source', group: 'Jobs', run: openLink },
    { keys: 'h', label: 'Hide posting', group: 'Jobs', run: () => (hidden ? actions.show(job) : actions.hide([job])) },
  ])
  return (
    <header className="jd-head">
      <button type="button" className="only-sm link t-13 row row-1" style={{ marginBottom: 12 }} onClick={onClose}>
        <ChevronLeft className="i-14" aria-hidden="true" />
        {howMany(counted)}
      </button>
      <div className="row row-3 top">
        <Lettermark name={job.company} src={job.company_logo_url} size={40} />
        <div className="grow">
          <h2 className="h1" lang={job.language ?? undefined}>
            {job.title}
          </h2>
          <p className="c-2">{job.company}</p>
        </div>
        <MoreMenu job={job} onClose={onClose} />
      </div>
      <div className="row wrap" style={{ marginTop: 14 }}>
        {tracked === null ? (
          <>
            <Button variant="primary" keys="s" loading={actions.busy} onClick={() => actions.save(job)}>
              <Bookmark aria-hidden="true" />
              Save
            </Button>
            <Button onClick={() => actions.apply(job)}>
              <Send aria-hidden="true" />
              Mark as applied
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => actions.openApplication(tracked)}>
            Open application
          </Button>
        )}
        {link !== null && (
          <a className={buttonClass({})} href={link} target="_blank" rel="noopener noreferrer">
            <ExternalLink aria-hidden="true" />
            Open {job.is_own ? 'its page' : `at ${job.sources[0]?.name ?? 'its page'}`}
          </a>
        )}
        <IconButton
          icon={hidden ? Eye : EyeOff}
          variant="default"
          label={hidden ? 'Show posting again' : 'Hide posting'}
          keys="h"
          onClick={() => (hidden ? actions.show(job) : actions.hide([job]))}
        />
        {status !== null && <StatusWord status={status} />}
      </div>
    </header>
  )
}

function MoreMenu({ job, onClose }: { job: Job; onClose: () => void }) {
  const actions = useJobActions()
  const [asking, setAsking] = useState(false)
  const remove = useDeleteJob(() => {
    setAsking(false)
    toast('Posting deleted')
    onClose()
  })
  const [editing, setEditing] = useState(false)
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} label="More" variant="default" />}
        groups={[
          {
            items: [
              job.company_hidden
                ? {
                    key: 'company',
                    label: `${job.company} is hidden`,
                    icon: Undo2,
                    disabled: true,
                    run: () => undefined,
                  }
                : {
                    key: 'company',
                    label: `Hide all of ${job.company}`,
                    icon: EyeOff,
                    run: () => actions.hideCompany(job),
                  },
            ],
          },
          {
            items: job.is_own
              ? [
                  { key: 'edit', label: 'Edit', icon: Pencil, run: () => setEditing(true) },
                  { key: 'delete', label: 'Delete', icon: Trash2, danger: true, run: () => setAsking(true) },
                ]
              : [],
          },
        ]}
      />
      {editing && (
        <Dialog open wide title="Edit your posting" onOpenChange={() => setEditing(false)}>
          <WriteJobForm
            job={job}
            onDone={() => {
              setEditing(false)
              toast('Posting changed')
            }}
          />
        </Dialog>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this posting?"
        description="It is yours alone, so nothing brings it back."
        word="delete"
        action="Delete"
        loading={remove.isPending}
        onConfirm={() => remove.mutate(job, { onError: (error) => toast(messageOf(error), { tone: 'bad' }) })}
      />
    </>
  )
}

function Description({ job }: { job: Job }) {
  const language = job.language ?? undefined
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Description</h3>
        {job.language !== null && <span className="badge">{languageName(job.language)}</span>}
      </header>
      {job.description_html !== null ? (
        // oxlint-disable-next-line react/no-danger -- the server lets through an allow-list of elements and nothing else
        <div className="prose" lang={language} dangerouslySetInnerHTML={{ __html: job.description_html }} />
      ) : job.description !== null ? (
        <div className="prose" lang={language} style={{ whiteSpace: 'pre-line' }}>
          {job.description}
        </div>
      ) : (
        <p className="c-2">The source gives no text. Open it there to read more.</p>
      )}
      {job.seen_at_sources.some((source) => source.attribution !== null) && (
        <p className="t-12 c-3" style={{ marginTop: 20 }}>
          {job.seen_at_sources.map(
            (source) =>
              source.attribution !== null && (
                <a
                  key={source.id}
                  className="link"
                  href={source.attribution.url}
                  target="_blank"
                  rel={source.attribution.nofollow ? 'nofollow noopener' : 'noopener'}
                  style={{ marginRight: 12 }}
                >
                  {source.attribution.text}
                </a>
              ),
          )}
        </p>
      )}
    </section>
  )
}

function DetailBones() {
  return (
    <Skeleton label="Loading the posting">
      <div className="jd-head">
        <div className="row row-3 top">
          <Bone width={40} height={40} radius={8} />
          <div className="grow col g-2">
            <Bone width={320} height={20} />
            <Bone width={180} />
          </div>
        </div>
        <div className="row" style={{ marginTop: 14 }}>
          <Bone width={96} height={32} radius={6} />
          <Bone width={140} height={32} radius={6} />
        </div>
      </div>
      <div className="jd-body">
        <Bone width="100%" height={128} radius={8} />
        <Bone width="100%" height={200} radius={8} />
        <Bone width="80%" />
      </div>
    </Skeleton>
  )
}

import { z } from 'zod'
import { endpoint, notFound, refusal, staleVersion } from './endpoint.ts'
import { Id, Text } from './wire.ts'

/** Where an application stands, in the order in which it advances; the last five are closings. */
export const STATUSES = [
  'interested',
  'applied',
  'interview',
  'offer',
  'accepted',
  'rejected',
  'declined',
  'withdrawn',
  'ghosted',
] as const

export const Status = z.enum(STATUSES).meta({ description: 'Where an application stands', example: 'applied' })
export type Status = z.infer<typeof Status>

/** A column of the board. The nine statuses are always there (`id` null); own stages follow the status they count as. */
export const Stage = z.object({
  /** The stage's id, or the name of the status for a built-in one. What `/applications/board?column=` takes. */
  key: z.string().meta({ example: 'applied' }),
  id: Id.nullable(),
  name: z.string().meta({ example: 'Second interview' }),
  status: Status,
  /** Order among the own stages of one status. */
  position: z.int(),
  version: z.int().nullable(),
  /** Applications that stand there now. */
  count: z.int(),
})
export type Stage = z.infer<typeof Stage>

export const tooManyStages = refusal(
  'too_many_stages',
  409,
  'Thirty own stages are the most. Delete one that you no longer use.',
)
export const stageNameTaken = refusal('stage_name_taken', 409, 'You have a stage of this name already.')
export const stageInUse = refusal(
  'stage_in_use',
  409,
  'Applications stand in this stage. Say with move_to which other stage or status they move to.',
)
export const unknownStage = refusal(
  'unknown_stage',
  404,
  'There is no such stage. Load your stages again and choose one of them.',
)
export const stageOfOtherStatus = refusal(
  'stage_of_other_status',
  422,
  'This stage counts as another status. Send only one of the two.',
)

const StageName = Text(60).meta({ example: 'Second interview' })
const StageParams = z.object({ id: Id })

export const listStages = endpoint({
  method: 'GET',
  path: '/stages',
  summary: 'Your stages',
  description: 'The nine statuses and the stages of your own, in the order of the board.',
  tag: 'Applications',
  access: 'user',
  response: z.object({ items: z.array(Stage) }),
})

export const createStage = endpoint({
  method: 'POST',
  path: '/stages',
  summary: 'Add a stage of your own',
  description: 'It counts as `status`, for good.',
  tag: 'Applications',
  access: 'user',
  body: z.object({ name: StageName, status: Status, position: z.int().min(0).max(1000).optional() }),
  status: 201,
  response: Stage,
  refusals: [tooManyStages, stageNameTaken],
})

export const updateStage = endpoint({
  method: 'PATCH',
  path: '/stages/:id',
  summary: 'Rename or reorder a stage of your own',
  description: 'The status that it counts as is fixed: history entries would change their meaning.',
  tag: 'Applications',
  access: 'user',
  params: StageParams,
  body: z.object({
    name: StageName.optional(),
    position: z.int().min(0).max(1000).optional(),
    version: z.int().optional(),
  }),
  response: Stage,
  refusals: [notFound, staleVersion, stageNameTaken],
})

export const deleteStage = endpoint({
  method: 'DELETE',
  path: '/stages/:id',
  summary: 'Delete a stage of your own',
  description:
    'Applications that stand in it move to `move_to`: another stage of the same status, or the status itself. Their history keeps its dates and shows the status.',
  tag: 'Applications',
  access: 'user',
  params: StageParams,
  query: z.object({ move_to: z.string().min(1).max(64).optional() }),
  status: 200,
  response: z.object({ id: Id, moved: z.int(), undo_id: Id.nullable() }),
  refusals: [notFound, stageInUse, unknownStage, stageOfOtherStatus, staleVersion],
})

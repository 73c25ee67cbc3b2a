import { createStage, deleteStage, updateStage } from '#contract/stages.ts'
import { useWrite } from '#lib/undo.ts'

export const useCreateStage = () => useWrite(createStage, null)
export const useUpdateStage = () => useWrite(updateStage, null)
export const useDeleteStage = () => useWrite(deleteStage, 'Stage deleted')

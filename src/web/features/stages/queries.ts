import { createStage, deleteStage, updateStage } from '#contract/stages.ts'
import { useWrite } from '#lib/undo.ts'

export const useCreateStage = () => useWrite(createStage, null, 'drawn')
export const useUpdateStage = () => useWrite(updateStage, null, 'drawn')
export const useDeleteStage = () => useWrite(deleteStage, 'Stage deleted', 'drawn')

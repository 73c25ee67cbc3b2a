export { matchWeightRoutes } from './routes.ts'
export { answerOf, dropAnswer, keepAnswer } from './store.ts'
export type { KeptAnswer } from './store.ts'
export { learnFrom, weightsOf } from './use-cases.ts'

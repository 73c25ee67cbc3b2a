export { routes } from './routes.ts'
export { disconnectAll } from './store.ts'

import { keepCompiled } from './compile-cache.ts'

// Before anything else is loaded, which is why the rest is loaded from here.
keepCompiled()
const { startProcess } = await import('./start.ts')
await startProcess()

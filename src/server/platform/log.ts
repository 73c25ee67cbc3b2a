import pino from 'pino'

/**
 * Where what happened is written: `fields` first, then a sentence that is the same every time. An error goes under
 * `error`. Never a body, a query or a header: what people send does not belong in a log.
 */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  /** A log that adds these fields to each line. */
  child(fields: object): Log
}

const SECRET_PATHS = [
  'password',
  'current_password',
  'new_password',
  'token',
  'access_token',
  'refresh_token',
  'secret',
  'client_secret',
  'authorization',
  'cookie',
  'set-cookie',
  'api_key',
  'code',
]

/** JSON lines on standard output or `destination`; fields that are named like a secret are removed. `level`: of pino. */
export function makeLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_PATHS.flatMap((path) => [`["${path}"]`, `*["${path}"]`, `*.*["${path}"]`]),
      censor: '[removed]',
    },
    serializers: { error: errorFields },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

// Drivers hang on an error what they were sent: a password of Redis, values of a row. Only these fields are told.
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = pino.stdSerializers.err(error)
  // Not `code`, which is removed wherever it stands: it may be one that logs somebody in.
  return { type, message, stack, ...('code' in error ? { error_code: error.code } : {}) }
}

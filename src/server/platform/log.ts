import pino from 'pino'

export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
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

/** JSON lines on standard output, secrets removed. */
export function makeLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_PATHS.flatMap((path) => [`["${path}"]`, `*["${path}"]`, `*.*["${path}"]`]),
      censor: '[removed]',
    },
    serializers: { error: pino.stdSerializers.err },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

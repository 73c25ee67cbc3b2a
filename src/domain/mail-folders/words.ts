import type { MailProblem } from './port.ts'
import { providerAt } from './providers.ts'

/** What is the matter, and what to do about it. */
export function wordsOf(problem: MailProblem, at: { host: string; port: number; folder: string | null }): string {
  const { host, port, folder } = at
  const name = providerAt(host)?.name ?? host
  switch (problem) {
    case 'wrong_password':
      return `${name} does not accept this name and password. Check both; some providers want the whole e-mail address, and a password made for programs.`
    case 'app_password':
      return `${name} takes no ordinary password from programs. Make an app password in the security settings of your account there, and enter that one.`
    case 'no_passwords':
      return `${name} lets no program in with a password. Have your alerts forwarded to another mailbox, or drop them as files (.eml).`
    case 'imap_off':
      return `IMAP is off for this mailbox. Switch it on in its settings at ${name}, then try again.`
    case 'folder_missing':
      return `There is no folder ${folder ?? ''} any more. Choose another one.`
    case 'host_not_found':
      return `There is no server ${host}. Check how its name is written.`
    case 'private_address':
      return `${host}:${port} lies in a private network or is no port for mail. The operator of this server can allow it (ALLOW_PRIVATE_HOSTS).`
    case 'certificate':
      return `The certificate of ${host} is not valid for it, so it could be somebody else. Use the server name that your provider states.`
    case 'wrong_security':
      return `Port ${port} of ${host} does not speak this kind of encryption. TLS usually is at 993, STARTTLS at 143.`
    case 'unreachable':
      return `Nothing answers at ${host}, port ${port}. Check both; it is tried again by itself.`
    case 'timeout':
      return `${host} took too long to answer. It is tried again by itself.`
    case 'broken_off':
      return `${host} broke off the connection. It is tried again by itself.`
    case 'busy':
      return `${host} asks to be left alone for a while. It is tried again by itself.`
    case 'unreadable':
      return `What answers at ${host}, port ${port}, does not talk as a mail server does. Check the address.`
    default:
      return problem satisfies never
  }
}

/** The field of the form that a problem is about. */
export function fieldOf(problem: MailProblem): 'host' | 'password' | 'security' | 'folder' {
  switch (problem) {
    case 'wrong_password':
    case 'app_password':
    case 'no_passwords':
    case 'imap_off':
      return 'password'
    case 'folder_missing':
      return 'folder'
    case 'wrong_security':
      return 'security'
    default:
      return 'host'
  }
}

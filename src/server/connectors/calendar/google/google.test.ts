import { calendarPortSuite } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'

calendarPortSuite('google', () => connect())

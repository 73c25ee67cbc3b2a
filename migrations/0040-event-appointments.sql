-- An event leads to its appointment, also the one in the calendar of a guest.

CREATE INDEX appointments_guest_event ON appointments (guest_event_id) WHERE guest_event_id IS NOT NULL;

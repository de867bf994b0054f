-- Views of the desk that few requests are in are found by themselves, not by passing over everything that is open.
CREATE INDEX request_unowned ON request ((NOT complaint), (-tier), due_at, id) WHERE state = 'open' AND concierge_id IS NULL;
CREATE INDEX request_snoozed ON request (snoozed_until) WHERE state = 'open' AND snoozed_until IS NOT NULL;
CREATE INDEX request_service_open ON request (service_id, (-tier)) WHERE state = 'open';
-- Who waits for a first answer, by the week they were given: what a promise and a place in line are made of.
CREATE INDEX request_unanswered ON request (service_id, line_week, id) WHERE state = 'open' AND first_replied_at IS NULL;
-- What each concierge carries, without looking at the requests themselves.
CREATE INDEX request_carried ON request (concierge_id, due_at, waiting) WHERE state = 'open';

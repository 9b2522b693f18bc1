-- Made when all rows stand, which is faster than keeping them up to date.
CREATE INDEX events_by_report ON events (report_id);
CREATE INDEX events_by_date ON events (event_date);
CREATE INDEX events_by_place ON events (country, admin1, location);
CREATE INDEX events_by_type ON events (event_type, sub_event_type);
CREATE INDEX actors_by_event ON actors (event_id);
CREATE INDEX actors_by_actor ON actors (actor_id, role);
CREATE INDEX casualties_by_event ON casualties (event_id);
CREATE INDEX materiel_by_event ON materiel (event_id);
CREATE INDEX claims_by_event ON claims (event_id);
CREATE INDEX claims_by_claimant ON claims (by, type);
CREATE INDEX evidence_by_event ON evidence (event_id);

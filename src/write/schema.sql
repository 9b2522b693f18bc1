-- The tables of events.sqlite. Lists inside a cell (`told_by`, `candidates`) are JSON, for json_each().
-- Spans are code points of the report's text, half-open.
CREATE TABLE reports (
    report_id TEXT PRIMARY KEY,
    title TEXT,
    source TEXT,
    url TEXT,
    published TEXT,
    language TEXT,
    characters INTEGER
) WITHOUT ROWID;

CREATE TABLE events (
    event_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports,
    schema_version TEXT NOT NULL,
    language TEXT NOT NULL,
    event_date TEXT,
    event_date_end TEXT,
    time_precision INTEGER,
    date_text TEXT,
    disorder_type TEXT NOT NULL,
    event_type TEXT NOT NULL,
    sub_event_type TEXT NOT NULL,
    civilian_targeting INTEGER NOT NULL,
    location TEXT,
    country TEXT,
    admin1 TEXT,
    admin2 TEXT,
    latitude REAL,
    longitude REAL,
    geo_precision INTEGER,
    gazetteer_id TEXT,
    resolution TEXT,
    candidates TEXT,
    location_text TEXT,
    location_start INTEGER,
    location_end INTEGER,
    fatalities INTEGER NOT NULL,
    status TEXT NOT NULL,
    contested INTEGER NOT NULL,
    notes TEXT NOT NULL,
    confidence REAL NOT NULL,
    same_as TEXT
) WITHOUT ROWID;

CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    role TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    name TEXT NOT NULL,
    inter TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER
);

CREATE TABLE casualties (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    role TEXT,
    low INTEGER NOT NULL,
    high INTEGER,
    qualifier TEXT NOT NULL,
    told_by TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER
);

CREATE TABLE materiel (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    action TEXT NOT NULL,
    item TEXT NOT NULL,
    count INTEGER,
    told_by TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER
);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    by TEXT NOT NULL,
    by_name TEXT NOT NULL,
    type TEXT NOT NULL,
    channel TEXT,
    date TEXT,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER
);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    rule TEXT NOT NULL
);

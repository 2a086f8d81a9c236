-- What the school does of its own accord: when a client is looked at again, series, what a touch brings about by leaving,
-- short links, and the jobs that run by themselves.

-- ---------------------------------------------------------------- clients

alter table client add column due_reason text;
alter table client add column reviewed_release bigint not null default 0;
comment on column client.due_reason is 'the row and cell, or the step, whose time makes the client due';
comment on column client.reviewed_release is 'the release whose rules due_at was computed by, 0 before the first; another one may see a time earlier';
create index client_reviewed on client (reviewed_release, id);

-- Tags come and go; what they were is never overwritten.
create table client_tag_history (
    id        bigint generated always as identity primary key,
    client_id bigint      not null references client on delete cascade,
    tag       text        not null,
    is_on     boolean     not null,
    row_id    text        not null,
    at        timestamptz not null
);
create index client_tag_history_client on client_tag_history (client_id, id desc);

-- ---------------------------------------------------------------- silence

-- A review that says the same as the one before is counted, not copied.
create table silence (
    client_id  bigint      not null references client on delete cascade,
    digest     text        not null,
    release_id bigint      not null,
    action     text        not null,
    row_id     text        not null,
    reason     text        not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    times      int         not null default 1,
    primary key (client_id, digest)
);
comment on table silence is 'decisions to say nothing: why, since when, how often';
comment on column silence.digest is 'names release, action, row and what stood in the way: alike reviews have one';

-- ---------------------------------------------------------------- sequences

create table sequence_enrolment (
    id          bigint generated always as identity primary key,
    client_id   bigint      not null references client on delete cascade,
    sequence    text        not null,
    cycle       int         not null default 1,
    step        int         not null default 0,
    release_id  bigint      not null references release,
    enrolled_at timestamptz not null,
    step_at     timestamptz not null,
    ended_at    timestamptz,
    end_reason  text
);
comment on column sequence_enrolment.step is 'the last step taken; 0 before the first';
comment on column sequence_enrolment.release_id is 'the release by whose rows this series goes on';
-- One series at a time: two would talk over each other.
create unique index sequence_enrolment_active on sequence_enrolment (client_id) where ended_at is null;
create index sequence_enrolment_client on sequence_enrolment (client_id, id);
create index sequence_enrolment_release on sequence_enrolment (release_id, sequence) where ended_at is null;

-- ---------------------------------------------------------------- touches

alter table touch add column leaves jsonb;
alter table touch add column content_id text;
alter table touch add column row_id text;
alter table touch add column release_id bigint;
alter table touch add column send_window text;
comment on column touch.leaves is 'the events that happen when the touch leaves, each with type and attributes';
comment on column touch.content_id is 'the material it hands over: seen from the moment the touch leaves';
comment on column touch.row_id is 'the row that wanted it';
comment on column touch.send_window is 'local time from–to, such as 10:00–19:00, if its step asks for one';
create index touch_proactive on touch (row_id, planned_at) where kind = 'PROACTIVE';
create index touch_pending on touch (client_id) where kind = 'PROACTIVE' and state in ('PLANNED', 'READY', 'SENDING', 'RETRY', 'HELD');

-- ---------------------------------------------------------------- short links

create table link (
    code       text primary key,
    client_id  bigint      not null references client on delete cascade,
    touch_key  text,
    content_id text,
    url        text        not null,
    created_at timestamptz not null,
    clicked_at timestamptz
);
comment on column link.clicked_at is 'the last time it was opened, by whomever: machines open all links of a touch at once';
create index link_client on link (client_id, touch_key);

-- ---------------------------------------------------------------- jobs

create table job_run (
    id          bigint generated always as identity primary key,
    job         text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    started_by  text        not null,
    outcome     text        check (outcome in ('DONE', 'FAILED', 'STOPPED')),
    position    jsonb       not null default '{}',
    summary     text
);
comment on column job_run.position is 'how far it has come: who continues after a crash starts here';
create index job_run_latest on job_run (job, id desc);
create unique index job_run_running on job_run (job) where finished_at is null;
create index link_created on link using brin (created_at);

-- Who cannot be decided about is tried again ever more rarely, keeps nobody waiting, and is shown.
create table review_trouble (
    client_id bigint      primary key references client on delete cascade,
    error     text        not null,
    tries     int         not null,
    since     timestamptz not null,
    at        timestamptz not null
);

create table digest (
    week       date primary key,
    created_at timestamptz not null,
    body       jsonb       not null
);
comment on table digest is 'what a week came to, by its Monday';

-- ---------------------------------------------------------------- consent

alter table consent add column proof text;
comment on column consent.proof is 'what shows that it was given: the message with its words, the button, the caller';

-- ---------------------------------------------------------------- events

-- What limits and series are counted by, and what was bought, is found however much somebody talks.
create index event_lasting on event (client_id, at desc, id desc)
    where type in ('TOUCHED', 'TOUCH_LOST', 'RESTED', 'GAVE_UP', 'SERIES_STARTED', 'SERIES_ENDED', 'PURCHASED', 'REFUNDED');

-- One person on several channels: what shows who a person is, which clients became one, and what was whose before.

create table client_contact (
    client_id   bigint      not null references client on delete cascade,
    kind        text        not null check (kind in ('PHONE', 'EMAIL')),
    value       text        not null,
    told_at     timestamptz not null,
    verified_at timestamptz,
    verified_by text,
    compared_at timestamptz,
    primary key (client_id, kind, value),
    check ((verified_at is null) = (verified_by is null))
);
comment on table client_contact is 'phones (E.164) and e-mails (lower case) a client named, with what shows that they are his own';
comment on column client_contact.verified_by is 'who vouches for it: the messenger, a payment provider, the caller of the API; a number typed in a chat proves nothing';
comment on column client_contact.compared_at is 'when it was looked who else has it; absent: still to be done';
create index client_contact_value on client_contact (kind, value);
create index client_contact_new on client_contact (told_at) where compared_at is null;

-- What was known before this table: known, but not proven.
insert into client_contact (client_id, kind, value, told_at, compared_at)
select id, 'PHONE', phone, created_at, created_at from client where phone is not null
union all
select id, 'EMAIL', email, created_at, created_at from client where email is not null;

-- The other one's row is gone, and with it every list, count and lock of it; all that hung on it hangs on the one who is kept.
create table client_merge (
    id         bigint generated always as identity primary key,
    kept       bigint      not null references client on delete cascade,
    merged     bigint      not null,
    at         timestamptz not null,
    by         text        not null,
    evidence   text        not null,
    last_event bigint      not null,
    kept_was   jsonb,
    kept_made  jsonb,
    merged_was jsonb,
    undone_at  timestamptz,
    undone_by  text
);
comment on column client_merge.kept is 'who has it all now: follows when that one is merged into a third';
comment on column client_merge.merged is 'the id that leads to the one who is kept';
comment on column client_merge.last_event is 'the greatest event of the two: later ones happened to the one they had become';
comment on column client_merge.kept_was is 'the rows as they were, for undoing; gone when it cannot be undone any more';
create index client_merge_kept on client_merge (kept, id);
create unique index client_merge_merged on client_merge (merged) where undone_at is null;
create index client_merge_ripe on client_merge (at) where merged_was is not null;

create table client_merge_row (
    merge_id  bigint not null references client_merge on delete cascade,
    of_table  text   not null,
    of_column text   not null default 'client_id',
    what      text   not null check (what in ('MOVED', 'DISSOLVED', 'CHANGED')),
    key       jsonb,
    was       jsonb
);
comment on table client_merge_row is 'what a merge did to each row: moved to the one who is kept, dissolved in one that says the same, or changed';
create index client_merge_row_merge on client_merge_row (merge_id, of_table);

-- Who turned out to be one is found again by the channel an event came through, also if it came from elsewhere.
create table client_merge_via (
    client_id   bigint not null references client on delete cascade,
    dedupe_key  text   not null,
    channel     text   not null,
    external_id text   not null,
    primary key (client_id, dedupe_key)
);

create table client_likeness (
    one          bigint      not null references client on delete cascade,
    other        bigint      not null references client on delete cascade,
    kind         text        not null,
    found_at     timestamptz not null,
    dismissed_at timestamptz,
    dismissed_by text,
    primary key (one, other),
    check (one < other)
);
comment on table client_likeness is 'two who may be one person, for somebody to look at';
create index client_likeness_other on client_likeness (other);
create index client_likeness_open on client_likeness (found_at) where dismissed_at is null;

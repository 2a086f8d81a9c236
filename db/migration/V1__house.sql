-- Names are the contract for reports. Every instant is a timestamptz handed in by the application: nothing here asks the
-- database for the time, so that the demo clock, replay and tests see one time only.

create extension if not exists pg_trgm;

-- ---------------------------------------------------------------- clients

create table client (
    id               bigint generated always as identity primary key,
    created_at       timestamptz not null,
    name             text,
    phone            text,
    email            text,
    stage            text        not null default 'NEW',
    score_fit        numeric(9, 2) not null default 0,
    score_engagement numeric(9, 2) not null default 0,
    band             text,
    language         text        not null default 'ru',
    timezone         text        not null default 'Europe/Moscow',
    timezone_from    text        not null default 'DEFAULT',
    source           text,
    owner_kind       text        not null default 'BOT' check (owner_kind in ('BOT', 'HUMAN')),
    owner_since      timestamptz,
    owner_reason     text,
    opted_out_at     timestamptz,
    last_message_at  timestamptz,
    due_at           timestamptz
);
create index client_due on client (due_at) where due_at is not null;
create index client_recent on client ((coalesce(last_message_at, created_at)) desc, id desc);
create index client_created on client using brin (created_at);
create index client_search on client
    using gin ((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) gin_trgm_ops);

create table identity (
    id             bigint generated always as identity primary key,
    client_id      bigint      not null references client on delete cascade,
    channel        text        not null,
    external_id    text        not null,
    created_at     timestamptz not null,
    unreachable_at timestamptz,
    unique (channel, external_id)
);
create index identity_client on identity (client_id);
create index identity_external on identity (external_id);

create table consent (
    id           bigint generated always as identity primary key,
    client_id    bigint      not null references client on delete cascade,
    purpose      text        not null check (purpose in ('PERSONAL_DATA', 'ADVERTISING')),
    channel      text,
    text_version text        not null,
    source       text        not null,
    given_at     timestamptz not null,
    withdrawn_at timestamptz
);
create index consent_client on consent (client_id, purpose);

-- Append-only ground truth: scores, tags and stages are computed from it, never counted up beside it.
create table event (
    id         bigint generated always as identity primary key,
    client_id  bigint      not null references client on delete cascade,
    type       text        not null,
    at         timestamptz not null,
    attributes jsonb       not null default '{}',
    dedupe_key text        not null,
    unique (client_id, dedupe_key)
);
create index event_history on event (client_id, at desc, id desc);

create table client_tag (
    client_id bigint      not null references client on delete cascade,
    tag       text        not null,
    row_id    text        not null,
    added_at  timestamptz not null,
    primary key (client_id, tag)
);
create index client_tag_by_tag on client_tag (tag);

-- ---------------------------------------------------------------- what came in

create table inbound (
    id              bigint generated always as identity primary key,
    channel         text        not null,
    external_id     text        not null,
    lane            text        not null,
    position        bigint      not null,
    kind            text        not null,
    received_at     timestamptz not null,
    raw             bytea       not null,
    state           text        not null default 'RECEIVED'
                    check (state in ('RECEIVED', 'DONE', 'IGNORED', 'SET_ASIDE')),
    ready_at        timestamptz not null,
    attempts        int         not null default 0,
    lease_token     uuid,
    client_id       bigint references client on delete cascade,
    done_at         timestamptz,
    error           text,
    unique (channel, external_id)
);
comment on column inbound.lane is 'the sender on the channel: messages of one lane are handled one by one, in order of position';
comment on column inbound.ready_at is 'not to be handled before; moved into the future by a claim (its lease) and by a failed try';
create index inbound_waiting on inbound (ready_at) where state = 'RECEIVED';
-- The first entry of a lane is its head: a message in somebody's hands comes first, so that it keeps the whole lane waiting.
create index inbound_lane on inbound (channel, lane, (lease_token is null), position, id) where state = 'RECEIVED';
create index inbound_history on inbound (channel, lane, id);
create index inbound_client on inbound (client_id);
create index inbound_set_aside on inbound (id) where state = 'SET_ASIDE';
-- Rows arrive in the order of time: block ranges are enough to count a day, and cost the hot path next to nothing.
create index inbound_received on inbound using brin (received_at);

-- ---------------------------------------------------------------- what can be sent and sold

create table content_library (
    id         text primary key,
    type       text        not null,
    title      text        not null,
    url        text,
    body       text,
    tags       text[]      not null default '{}',
    stages     text[]      not null default '{}',
    levels     text[]      not null default '{}',
    interests  text[]      not null default '{}',
    language   text        not null default 'ru',
    format     text        not null,
    valid_from date,
    valid_to   date,
    active     boolean     not null default true,
    updated_at timestamptz not null
);

create table content_seen (
    client_id  bigint      not null references client on delete cascade,
    content_id text        not null,
    seen_at    timestamptz not null,
    primary key (client_id, content_id)
);
create index content_seen_item on content_seen (content_id);

create table product (
    code           text primary key,
    name           text           not null,
    name_en        text,
    description    text,
    description_en text,
    price          numeric(12, 2) not null check (price >= 0),
    currency       text           not null check (currency ~ '^[A-Z]{3}$'),
    unit           text,
    unit_en        text,
    levels         text[]         not null default '{}',
    interests      text[]         not null default '{}',
    url            text,
    active         boolean        not null default true,
    ordinal        int            not null default 0
);

create table purchase (
    id           bigint generated always as identity primary key,
    client_id    bigint         not null references client on delete cascade,
    product_code text           not null,
    provider     text           not null,
    external_id  text           not null,
    amount       numeric(12, 2) not null check (amount > 0),
    currency     text           not null,
    paid_at      timestamptz    not null,
    refunded     numeric(12, 2) not null default 0 check (refunded between 0 and amount),
    unique (provider, external_id)
);
create index purchase_client on purchase (client_id);

create table knowledge (
    id         text primary key,
    language   text        not null default 'ru',
    question   text        not null,
    answer     text        not null,
    tags       text[]      not null default '{}',
    active     boolean     not null default true,
    updated_at timestamptz not null
);

-- One row for the question and one for each way clients ask it: the best of them decides how near a question is.
create table knowledge_phrase (
    knowledge_id text not null references knowledge on delete cascade,
    ordinal      int  not null,
    phrase       text not null,
    folded       text not null,
    words        tsvector generated always as (to_tsvector('russian', folded)) stored,
    primary key (knowledge_id, ordinal)
);
comment on column knowledge_phrase.folded is 'lower case, ё folded to е';
create index knowledge_phrase_words on knowledge_phrase using gin (words);
create index knowledge_phrase_trigrams on knowledge_phrase using gin (folded gin_trgm_ops);

-- What nodes keep in memory of the three tables above is asked for by number, at most once a second. Statement triggers count,
-- so that a change made by hand in SQL is seen as well.
create table content_version (
    of_table   text   primary key,
    version    bigint not null default 1,
    changed_by xid8
);
comment on column content_version.changed_by is
    'the last transaction that changed the table: 50,000 statements of one import count once, or each would search through the versions of those before';
insert into content_version (of_table) values ('content_library'), ('product'), ('knowledge');
create function content_changed() returns trigger language plpgsql as
$$ begin
    update content_version set version = version + 1, changed_by = pg_current_xact_id()
    where of_table = tg_table_name and changed_by is distinct from pg_current_xact_id();
    return null;
end $$;
create trigger content_library_changed after insert or update or delete or truncate on content_library
    for each statement execute function content_changed();
create trigger product_changed after insert or update or delete or truncate on product
    for each statement execute function content_changed();
create trigger knowledge_changed after insert or update or delete or truncate on knowledge
    for each statement execute function content_changed();

-- ---------------------------------------------------------------- releases and decisions

create table release (
    id           bigint generated always as identity primary key,
    hash         text        not null,
    author       text        not null,
    comment      text,
    published_at timestamptz not null
);
comment on table release is 'the live release is the one with the greatest id';

create table release_file (
    release_id bigint not null references release on delete cascade,
    path       text   not null,
    bytes      bytea  not null,
    sha256     text   not null,
    primary key (release_id, path)
);

create table decision (
    id         bigint generated always as identity,
    client_id  bigint      not null references client on delete cascade,
    at         timestamptz not null,
    trigger    text        not null,
    release_id bigint      not null references release,
    inbound_id bigint,
    stage      text        not null,
    action     text        not null,
    sheet      jsonb       not null,
    outcome    jsonb       not null,
    primary key (id, at)
) partition by range (at);
-- Months get partitions of their own ahead of time; this one only makes sure that no decision is ever refused.
create table decision_default partition of decision default;
create index decision_client on decision (client_id, at desc, id desc);

-- ---------------------------------------------------------------- what goes out

create table touch (
    id              bigint generated always as identity primary key,
    client_id       bigint      not null references client on delete cascade,
    touch_key       text        not null,
    kind            text        not null,
    channel         text        not null,
    recipient       text        not null,
    state           text        not null default 'PLANNED'
                    check (state in ('PLANNED', 'READY', 'SENDING', 'RETRY', 'HELD', 'SENT', 'UNKNOWN', 'DEAD', 'SUPPRESSED')),
    decision_id     bigint,
    brief           jsonb       not null,
    message         jsonb,
    reply_to        text,
    planned_at      timestamptz not null,
    ready_at        timestamptz not null,
    attempts        int         not null default 0,
    lease_token     uuid,
    sent_at         timestamptz,
    external_id     text,
    reason          text,
    unique (client_id, touch_key)
);
comment on column touch.brief is 'what to say: chosen template variants, values and buttons';
comment on column touch.message is 'the words: text, buttons, attachment as they leave';
comment on column touch.ready_at is 'not to be handled before; moved into the future by a claim (its lease), a retry or a rate limit';
-- Stations hop from client to client, so that a thousand touches of one client are one step; answers go before what nobody asked for.
create index touch_to_word on touch ((kind = 'PROACTIVE'), client_id, id) where state = 'PLANNED';
create index touch_to_send on touch (channel, (kind = 'PROACTIVE'), client_id) where state in ('READY', 'RETRY');
create index touch_sending on touch (ready_at) where state = 'SENDING';
create index touch_lane on touch (client_id, channel, id) where state in ('PLANNED', 'READY', 'SENDING', 'RETRY');
create index touch_client on touch (client_id, id);
create index touch_sent on touch using brin (sent_at);

-- One pause per bot, obeyed by every node: a messenger that says "retry after" means all of us.
create table channel_pause (
    channel text primary key,
    until   timestamptz not null,
    reason  text        not null
);

-- ---------------------------------------------------------------- running the house

create table app_user (
    id            bigint generated always as identity primary key,
    name          text        not null unique,
    password_hash text        not null,
    roles         text[]      not null,
    created_at    timestamptz not null
);

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text,
    details jsonb       not null default '{}'
);
create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'audit is append-only'; end $$;
create trigger audit_append_only before update or delete on audit
    for each statement execute function audit_is_append_only();

create table shedlock (
    name       varchar(64)  not null primary key,
    lock_until timestamptz  not null,
    locked_at  timestamptz  not null,
    locked_by  varchar(255) not null
);

create table demo_clock (
    id     boolean  primary key default true check (id),
    shift  interval not null default '0'
);

-- What came of it all. Everything here is computed from events, purchases, touches and decisions and can be thrown away and counted
-- again: a job keeps it up to a place, reports count what lies after that place from the ground truth.

create table rolled_up (
    id       boolean     primary key default true check (id),
    decision bigint      not null default 0,
    event    bigint      not null default 0,
    touch    timestamptz not null default '-infinity'
);
comment on table rolled_up is 'up to which decision, event and instant of sending the tables below have been counted';
insert into rolled_up default values;

create table touch_outcome (
    touch_id     bigint      primary key references touch on delete cascade,
    client_id    bigint      not null,
    sent_at      timestamptz not null,
    is_proactive boolean     not null,
    row_id       text,
    release_id   bigint,
    content_id   text,
    stage        text,
    answered_at  timestamptz
);
comment on table touch_outcome is 'touches that arrived, narrow enough to be counted by the hundred thousand';
comment on column touch_outcome.row_id is 'the row that wanted it; for an answer the first row of the table "replies"';
comment on column touch_outcome.stage is 'as the decision behind it left the client';
comment on column touch_outcome.answered_at is 'when the client first wrote, tapped a button or shared a contact within 72 hours';
create index touch_outcome_sent on touch_outcome (sent_at);
create index touch_outcome_client on touch_outcome (client_id, sent_at, touch_id);

create table stage_reached (
    client_id bigint      not null references client on delete cascade,
    stage     text        not null,
    at        timestamptz not null,
    primary key (client_id, stage)
);
comment on table stage_reached is 'when a decision first left a client in a stage';

create table row_fired (
    day        date        not null,
    table_code text        not null,
    row_id     text        not null,
    release_id bigint      not null,
    fired      bigint      not null,
    last_at    timestamptz not null,
    primary key (day, table_code, row_id, release_id)
);
comment on table row_fired is 'in how many kept decisions of a day of the house''s zone a row had its say; who they were about is not kept';

-- Which rows had their say in a decision: in the table they are told by, each once, however often and wherever the outcome names them.
create function row_hits(outcome jsonb) returns table (table_code text, row_id text) language sql immutable as
$$ select hit ->> 'table', hit ->> 'row' from jsonb_path_query(outcome, '$.rows[*]') hit
   where hit ->> 'table' is not null and hit ->> 'row' is not null
   union
   select hit ->> 'table', hit ->> 'row' from jsonb_path_query(outcome, '$.content[*].reasons[*]') hit
   where hit ->> 'table' is not null and hit ->> 'row' is not null
   union
   select 'signals', hit ->> 'row' from jsonb_path_query(outcome, '$.signals[*]') hit where hit ->> 'row' is not null
   union
   select 'policy', outcome #>> '{policy,row}' where outcome #>> '{policy,row}' is not null $$;

-- A touch that arrived, with what it was: the errand of a touch of our own accord, else the decision behind the answer.
create view touch_arrived as
select t.id as touch_id, t.client_id, t.sent_at, t.kind = 'PROACTIVE' as is_proactive,
    coalesce(t.row_id, (select hit ->> 'row' from jsonb_array_elements(d.outcome -> 'rows') with ordinality as rows (hit, n)
        where hit ->> 'table' = 'replies' order by n limit 1)) as row_id,
    coalesce(t.release_id, d.release_id) as release_id,
    coalesce(t.content_id, d.outcome #>> '{content,0,id}') as content_id,
    d.stage
from touch t left join decision d on d.id = t.decision_id
where t.state = 'SENT' and t.sent_at is not null;

-- Who turns out to be somebody else takes along what he was sent, said and decided.
create function answered_at(client bigint, sent timestamptz) returns timestamptz language sql stable as
$$ select min(at) from event
   where client_id = client and type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED') and at > sent and at <= sent + interval '72 hours' $$;

create function touch_moved() returns trigger language plpgsql as
$$ begin
    update touch_outcome set client_id = new.client_id, answered_at = answered_at(new.client_id, sent_at) where touch_id = new.id;
    return null;
end $$;
create trigger touch_moved after update of client_id on touch
    for each row when (new.client_id <> old.client_id) execute function touch_moved();

create function event_moved() returns trigger language plpgsql as
$$ begin
    update touch_outcome set answered_at = answered_at(client_id, sent_at)
    where client_id in (old.client_id, new.client_id) and sent_at < new.at and sent_at >= new.at - interval '72 hours';
    return null;
end $$;
create trigger event_moved after update of client_id on event
    for each row when (new.client_id <> old.client_id and new.type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED'))
    execute function event_moved();

create function decision_moved() returns trigger language plpgsql as
$$ begin
    if new.id <= (select decision from rolled_up) then
        delete from stage_reached where client_id = old.client_id and stage = old.stage;
        insert into stage_reached (client_id, stage, at)
        select client_id, stage, min(at) from decision where client_id = old.client_id and stage = old.stage group by 1, 2;
        insert into stage_reached (client_id, stage, at) values (new.client_id, new.stage, new.at)
        on conflict (client_id, stage) do update set at = least(stage_reached.at, excluded.at);
    end if;
    return null;
end $$;
create trigger decision_moved after update of client_id on decision
    for each row when (new.client_id <> old.client_id) execute function decision_moved();

-- Where clients come from: campaigns with their deep links, what they promise, and what they cost.

create table campaign (
    code        text primary key check (code ~ '^[A-Za-z0-9_-]{1,64}$'),
    name        text        not null,
    medium      text,
    content_id  text,
    utm         jsonb       not null default '{}',
    created_at  timestamptz not null,
    created_by  text        not null,
    archived_at timestamptz
);
comment on column campaign.code is 'what a deep link carries (Telegram takes these characters, 64 at most); client.source of whoever comes by it';
comment on column campaign.content_id is 'the material the advert promises';
comment on column campaign.utm is 'the utm_… values of its adverts: a visitor of the web chat without a code is known by them';

create table campaign_cost (
    campaign text           not null references campaign on delete cascade,
    day      date           not null,
    amount   numeric(12, 2) not null check (amount >= 0),
    currency text           not null check (currency ~ '^[A-Z]{3}$'),
    noted_by text           not null,
    primary key (campaign, day)
);
comment on table campaign_cost is 'what a campaign cost on a day of the house''s time zone';

alter table client add column utm jsonb;
comment on column client.utm is 'the utm_… values of the first visit';
create index client_source on client (source, created_at) where source is not null;

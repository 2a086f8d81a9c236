-- Leads from files: who is known already is found by phone and e-mail, and an import is resumed where it was left.

update client set email = lower(email) where email <> lower(email);
create index client_phone on client (phone) where phone is not null;
create index client_email on client (email) where email is not null;
comment on column client.phone is 'in E.164';
comment on column client.email is 'in lower case';

create table lead_import (
    id          bigint generated always as identity primary key,
    file_name   text        not null,
    bytes       bigint      not null,
    format      text        not null check (format in ('CSV', 'XLSX')),
    encoding    text,
    separator   text,
    has_header  boolean     not null,
    columns     text[]      not null,
    mapping     text[]      not null,
    sample      jsonb,
    source      text,
    state       text        not null default 'NEW'
                check (state in ('NEW', 'READY', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    created_at  timestamptz not null,
    created_by  text        not null,
    started_at  timestamptz,
    finished_at timestamptz,
    token       uuid,
    taken_until timestamptz,
    tries       int         not null default 0,
    total       int,
    position    int         not null default 0,
    created     int         not null default 0,
    known       int         not null default 0,
    changed     int         not null default 0,
    broken      int         not null default 0,
    error       text,
    error_en    text
);
comment on column lead_import.mapping is 'what each column becomes';
comment on column lead_import.sample is 'the first rows, to be looked at before it begins; gone when it has ended';
comment on column lead_import.source is 'the campaign of those whose row names none';
comment on column lead_import.token is 'who is at it; a part is kept only if it is still the same';
comment on column lead_import.position is 'the number of the last row that is done with';
create index lead_import_waiting on lead_import (id) where state in ('READY', 'RUNNING');
create index lead_import_age on lead_import (created_at);

-- In pieces, so that nobody has to hold a large file in memory; gone when the import has ended.
create table lead_import_piece (
    import_id bigint not null references lead_import on delete cascade,
    number    int    not null,
    bytes     bytea  not null,
    primary key (import_id, number)
);

create table lead_import_broken (
    import_id  bigint not null references lead_import on delete cascade,
    row_number int    not null,
    cells      text[] not null,
    faults     jsonb  not null,
    primary key (import_id, row_number)
);
comment on column lead_import_broken.faults is 'each with column, value, and the reason in Russian and English';

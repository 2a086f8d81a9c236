-- Money: what clients are asked to pay, what providers tell of it, and what went back.

create table payment_request (
    id           bigint generated always as identity primary key,
    reference    text           not null unique,
    client_id    bigint         references client on delete set null,
    product_code text           not null,
    amount       numeric(12, 2) not null check (amount > 0),
    currency     text           not null check (currency ~ '^[A-Z]{3}$'),
    url          text           not null,
    row_id       text           not null,
    touch_key    text           not null,
    created_at   timestamptz    not null,
    expires_at   timestamptz    not null,
    paid_at      timestamptz
);
comment on table payment_request is 'an offer with a price on it: outlives its client without a name, so that money that comes later is known for what it is';
comment on column payment_request.touch_key is 'the touch it was sent with last';
create index payment_request_client on payment_request (client_id, product_code);

create table payment_notice (
    id           bigint generated always as identity primary key,
    provider     text        not null,
    external_id  text        not null,
    received_at  timestamptz not null,
    raw          bytea       not null,
    state        text        not null default 'RECEIVED'
                 check (state in ('RECEIVED', 'APPLIED', 'IGNORED', 'WAITING', 'UNMATCHED', 'DISMISSED', 'SET_ASIDE')),
    ready_at     timestamptz not null,
    attempts     int         not null default 0,
    lease_token  uuid,
    error        text,
    kind         text check (kind in ('PAID', 'REFUNDED')),
    payment_id   text,
    amount       numeric(12, 2),
    currency     text,
    at           timestamptz,
    reference    text,
    product_code text,
    phone        text,
    email        text,
    reason       text,
    detail       text,
    client_id    bigint references client on delete set null,
    event_key    text,
    booked_by    text,
    comment      text,
    done_at      timestamptz,
    unique (provider, external_id)
);
comment on table payment_notice is 'what a payment provider told, once, and what became of it; whatever belongs to nobody waits here for a person';
comment on column payment_notice.ready_at is 'not to be handled before; moved into the future by a claim (its lease) and by a failed try';
comment on column payment_notice.payment_id is 'the provider''s own name of the payment: external_id of the purchase';
comment on column payment_notice.client_id is 'whose money it is, or, while it is UNMATCHED, whose it might be';
create index payment_notice_ready on payment_notice (ready_at, id) where state = 'RECEIVED';
create index payment_notice_waiting on payment_notice (provider, payment_id) where state = 'WAITING';
create index payment_notice_inbox on payment_notice (received_at desc, id desc) where state in ('UNMATCHED', 'WAITING', 'SET_ASIDE', 'DISMISSED');
create index payment_notice_client on payment_notice (client_id);

-- A person who is forgotten takes along what the provider told of him, but not that there was money.
create function payment_notice_forget() returns trigger language plpgsql as
$$ begin
    update payment_notice set raw = '', phone = null, email = null, comment = null where client_id = old.id;
    return old;
end $$;
create trigger payment_notice_forget before delete on client for each row execute function payment_notice_forget();

-- Every refund that was ever told. purchase.refunded is computed from it, so that the order of telling does not matter.
create table refund (
    id           bigint generated always as identity primary key,
    client_id    bigint         not null references client on delete cascade,
    told_key     text           not null,
    provider     text           not null,
    external_id  text,
    product_code text,
    amount       numeric(12, 2) not null check (amount > 0),
    at           timestamptz    not null,
    unique (client_id, told_key)
);
comment on column refund.told_key is 'dedupe_key of its event';
comment on column refund.external_id is 'which purchase of the provider; absent: the latest ones';
insert into refund (client_id, told_key, provider, external_id, amount, at)
select client_id, 'before:' || id, provider, external_id, refunded, paid_at from purchase where refunded > 0;

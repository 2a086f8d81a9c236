-- Whoever paid, or got money back, is told so, once.

-- What was booked before counts as confirmed: nobody is told today of what he paid long ago.
alter table purchase add column receipt_at timestamptz default now();
alter table purchase alter column receipt_at drop default;
comment on column purchase.receipt_at is 'since when the client need not be told any more that his money has come; absent: to be told, or told too late to matter';
create index purchase_unconfirmed on purchase (paid_at) where receipt_at is null;

alter table refund add column receipt_at timestamptz default now();
alter table refund alter column receipt_at drop default;
comment on column refund.receipt_at is 'as that of purchase';
create index refund_unconfirmed on refund (at) where receipt_at is null;

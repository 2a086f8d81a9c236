package io.rapport.web.chat;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.channel.webchat.WebChat;
import io.rapport.channel.webchat.WebChatMessage;
import io.rapport.outbox.Message;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The conversation of one session: what the client wrote and what has been sent, in the order in which it can be seen. */
@Component
class ChatTranscript {

    private static final int PAGE = 100;

    private record Written(long id, Instant at, String text) {}

    private record Sent(Instant at, ChatItem.Author author, Message message) {}

    private final JdbcClient jdbc;

    ChatTranscript(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the caller's transaction ends, nobody else writes in this session. */
    void lock(String session) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:session, 1))::text")
                .param("session", session)
                .query(String.class)
                .optional();
    }

    /** What was stored under the external id, now or when it was sent for the first time. */
    ChatApi.Receipt receipt(String session, String externalId) {
        var written = jdbc.sql("""
                select id, received_at, null::bytea as raw from inbound
                where channel = :channel and external_id = :external
                """)
                .param("channel", WebChat.CODE)
                .param("external", externalId)
                .query((rs, n) ->
                        new Written(rs.getLong("id"), instant(rs.getObject("received_at", OffsetDateTime.class)), ""))
                .single();
        var position = sentBefore(session, written.at()).withInbound(written.id());
        return new ChatApi.Receipt(position.toString(), written.at());
    }

    /** At most {@value #PAGE} items of each side that come after the position. */
    List<ChatItem> after(String session, ChatPosition position, boolean why) {
        var written = written(session, position.inbound());
        var sent = sent(session, position.sentAt());
        // The rest of a long conversation comes with the next page, on both sides: neither may overtake the other.
        Instant horizon = earlier(lastOfFull(written, Written::at), lastOfFull(sent, Sent::at));
        return merge(
                written.stream()
                        .takeWhile(message -> !message.at().isAfter(horizon))
                        .toList(),
                sent.stream().takeWhile(answer -> !answer.at().isAfter(horizon)).toList(),
                position,
                why);
    }

    private static <T> Instant lastOfFull(List<T> page, Function<T, Instant> at) {
        return page.size() < PAGE ? Instant.MAX : at.apply(page.get(PAGE - 1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<ChatItem> merge(List<Written> written, List<Sent> sent, ChatPosition start, boolean why) {
        List<ChatItem> items = new ArrayList<>();
        var position = start;
        int w = 0;
        int s = 0;
        while (w < written.size() || s < sent.size()) {
            boolean clientFirst = s == sent.size()
                    || w < written.size()
                            && !written.get(w).at().isAfter(sent.get(s).at());
            if (clientFirst) {
                var next = written.get(w++);
                position = position.withInbound(next.id());
                items.add(new ChatItem(
                        position.toString(), ChatItem.Author.CLIENT, next.text(), next.at(), List.of(), null, false));
            } else {
                var next = sent.get(s++);
                position = position.withSent(next.at());
                items.add(item(position, next, why));
            }
        }
        return items;
    }

    private static ChatItem item(ChatPosition position, Sent sent, boolean why) {
        List<Button> buttons = sent.message().buttons().stream()
                .filter(button -> !button.data().equals(Button.SHARE_CONTACT))
                .toList();
        @Nullable Attachment attachment = sent.message().attachment();
        return new ChatItem(
                position.toString(),
                sent.author(),
                sent.message().text(),
                sent.at(),
                buttons,
                attachment,
                why && sent.author() == ChatItem.Author.BOT);
    }

    private List<Written> written(String session, long after) {
        return jdbc.sql("""
                select id, received_at, raw from inbound
                where channel = :channel and lane = :session and id > :after order by id limit :limit
                """)
                .param("channel", WebChat.CODE)
                .param("session", session)
                .param("after", after)
                .param("limit", PAGE)
                .query((rs, n) -> new Written(
                        rs.getLong("id"),
                        instant(rs.getObject("received_at", OffsetDateTime.class)),
                        WebChatMessage.of(rs.getBytes("raw")).text()))
                .list();
    }

    private List<Sent> sent(String session, Instant after) {
        return jdbc.sql("""
                select touch.sent_at, touch.kind, touch.message
                from identity join touch on touch.client_id = identity.client_id
                where identity.channel = :channel and identity.external_id = :session
                  and touch.channel = identity.channel and touch.recipient = identity.external_id
                  and touch.state = 'SENT' and touch.sent_at > :after
                order by touch.sent_at, touch.id limit :limit
                """)
                .param("channel", WebChat.CODE)
                .param("session", session)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("limit", PAGE)
                .query((rs, n) -> new Sent(
                        instant(rs.getObject("sent_at", OffsetDateTime.class)),
                        rs.getString("kind").equals("OPERATOR") ? ChatItem.Author.OPERATOR : ChatItem.Author.BOT,
                        Message.ofJson(rs.getString("message"))))
                .list();
    }

    private ChatPosition sentBefore(String session, Instant at) {
        return jdbc.sql("""
                select max(touch.sent_at) from identity join touch on touch.client_id = identity.client_id
                where identity.channel = :channel and identity.external_id = :session
                  and touch.channel = identity.channel and touch.recipient = identity.external_id
                  and touch.state = 'SENT' and touch.sent_at < :at
                """)
                .param("channel", WebChat.CODE)
                .param("session", session)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> Optional.ofNullable(rs.getObject(1, OffsetDateTime.class)))
                .single()
                .map(last -> ChatPosition.START.withSent(last.toInstant()))
                .orElse(ChatPosition.START);
    }

    /** The touch behind an item, for those who want to know why it was said. */
    Optional<Long> touch(String session, ChatPosition item) {
        return jdbc.sql("""
                select touch.id from identity join touch on touch.client_id = identity.client_id
                where identity.channel = :channel and identity.external_id = :session
                  and touch.channel = identity.channel and touch.recipient = identity.external_id
                  and touch.state = 'SENT' and touch.sent_at = :at
                """)
                .param("channel", WebChat.CODE)
                .param("session", session)
                .param("at", item.sentAt().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** Whether an answer is being found or is about to arrive. */
    boolean isTyping(String session, Instant now) {
        return jdbc.sql("""
                select exists (select 1 from inbound
                        where channel = :channel and lane = :session and state = 'RECEIVED')
                    or exists (select 1 from identity join touch on touch.client_id = identity.client_id
                        where identity.channel = :channel and identity.external_id = :session
                          and touch.channel = identity.channel and touch.recipient = identity.external_id
                          and touch.state in ('PLANNED', 'READY', 'SENDING', 'RETRY')
                          and (touch.lease_token is not null or touch.ready_at <= :now))
                """)
                .param("channel", WebChat.CODE)
                .param("session", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static Instant instant(OffsetDateTime value) {
        return value.toInstant();
    }
}

package io.rapport.web.chat;

import io.rapport.channel.Inbox;
import io.rapport.channel.PlainText;
import io.rapport.channel.webchat.WebChat;
import io.rapport.channel.webchat.WebChatMessage;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the chat page calls. Whoever knows a session's id may read and write in it: the page keeps it to itself. */
@Tag(name = "Web chat")
@RestController
@RequestMapping("/api/v1/chat/messages")
class ChatApi {

    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_DATA = 128;

    private final Inbox inbox;
    private final ChatTranscript transcript;
    private final ChatLimits limits;
    private final ChatSetting setting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChatApi(
            Inbox inbox,
            ChatTranscript transcript,
            ChatLimits limits,
            ChatSetting setting,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.transcript = transcript;
        this.limits = limits;
        this.setting = setting;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Post(
            @Nullable String session,
            @Nullable String text,
            @Nullable String id,
            @Nullable String button,
            @Nullable String source,
            @Nullable Map<String, @Nullable String> utm,
            @Nullable String language) {}

    record Receipt(String id, Instant at) {}

    record Page(List<ChatItem> items, boolean typing, boolean demo, Instant now, String school) {}

    @Operation(summary = "Write a message; repeating it with the same id changes nothing")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt write(@RequestBody Post post, HttpServletRequest request) {
        var message = message(post);
        limits.checkWrite(message.session(), request.getRemoteAddr());
        Instant now = clock.instant();
        return Objects.requireNonNull(transaction.execute(status -> {
            // One after the other within a session, so that a smaller id never becomes visible after a greater one.
            transcript.lock(message.session());
            String externalId = message.session() + ":" + message.id();
            inbox.receive(WebChat.CODE, externalId, message.session(), 0, message.kind(), message.raw(), now);
            return transcript.receipt(message.session(), externalId);
        }));
    }

    @Operation(summary = "What was said after the item with the given id, oldest first; from the beginning if blank")
    @GetMapping
    Page read(
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        var id = ChatFields.session(session);
        var position = ChatPosition.parse(after);
        limits.checkRead(id, request.getRemoteAddr());
        return new Page(
                transcript.after(id, position, setting.isDemo()),
                transcript.isTyping(id, clock.instant()),
                setting.isDemo(),
                clock.instant(),
                setting.school());
    }

    private static WebChatMessage message(Post post) {
        String text = PlainText.clean(post.text() == null ? "" : post.text()).strip();
        if (text.isEmpty()) {
            throw new InvalidField("text", "must not be blank");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidField("text", "must have at most %d characters".formatted(LONGEST_TEXT));
        }
        String id = post.id() == null || post.id().isBlank() ? UUID.randomUUID().toString() : ChatFields.id(post.id());
        return new WebChatMessage(
                ChatFields.session(post.session()),
                text,
                id,
                optional("button", post.button()),
                ChatFields.source(optional("source", post.source())),
                ChatFields.utm(post.utm()),
                optional("language", post.language()));
    }

    private static @Nullable String optional(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_DATA) {
            throw new InvalidField(field, "must have at most %d characters".formatted(LONGEST_DATA));
        }
        return PlainText.clean(value).strip();
    }
}

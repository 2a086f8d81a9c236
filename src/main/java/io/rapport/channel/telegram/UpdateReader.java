package io.rapport.channel.telegram;

import static io.rapport.channel.InboundMessage.BUTTON;
import static io.rapport.channel.InboundMessage.LANGUAGE;
import static io.rapport.channel.InboundMessage.MEDIA;
import static io.rapport.channel.InboundMessage.NAME;
import static io.rapport.channel.InboundMessage.PHONE;
import static io.rapport.channel.InboundMessage.REPLY_TO;
import static io.rapport.channel.InboundMessage.SOURCE;

import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a person did in an update of any shape. Trusts no field to be there or of its type: what is not exactly as expected
 * counts as absent.
 */
final class UpdateReader {

    private static final Pattern START = Pattern.compile("/start(?:@\\w{1,64})?(?:\\s+(\\S.*))?", Pattern.DOTALL);
    private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,2}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,20}");

    private static final List<String> MEDIA_KINDS = List.of(
            "photo",
            "voice",
            "video_note",
            "video",
            "sticker",
            "animation",
            "document",
            "audio",
            "location",
            "venue",
            "poll",
            "dice",
            "story",
            "game",
            "paid_media",
            "checklist");

    private final Map<String, String> details = new LinkedHashMap<>();
    private final JsonNode body;
    private final String sender;

    private UpdateReader(JsonNode body, JsonNode chat) {
        this.body = body;
        this.sender = id(chat.isMissingNode() ? body.path("from") : chat);
        JsonNode from = body.path("from");
        put(NAME, PlainText.name(text(from, "first_name") + " " + text(from, "last_name")));
        put(LANGUAGE, matching(LANGUAGE_CODE, text(from, "language_code")));
    }

    static InboundMessage read(JsonNode update) {
        if (update.path("message").isObject()) {
            return ofPerson(update.path("message")).message();
        }
        if (update.path("edited_message").isObject()) {
            return ofPerson(update.path("edited_message")).edited();
        }
        if (update.path("callback_query").isObject()) {
            JsonNode query = update.path("callback_query");
            return new UpdateReader(query, query.path("message").path("chat")).tapped();
        }
        if (update.path("my_chat_member").isObject()) {
            return ofPerson(update.path("my_chat_member")).membership();
        }
        return new InboundMessage(Kind.UNKNOWN, "", "", Map.of());
    }

    private static UpdateReader ofPerson(JsonNode body) {
        return new UpdateReader(body, body.path("chat"));
    }

    private InboundMessage message() {
        if (isNotFromPerson()) {
            return result(Kind.UNKNOWN, "");
        }
        if (body.path("contact").isObject()) {
            return contact(body.path("contact"));
        }
        MEDIA_KINDS.stream().filter(body::has).findFirst().ifPresent(kind -> put(MEDIA, kind));
        String text = written();
        Matcher start = START.matcher(text.strip());
        if (start.matches()) {
            put(SOURCE, start.group(1) == null ? "" : matching(PAYLOAD, start.group(1)));
            return result(Kind.START, "");
        }
        return text.isBlank() && !details.containsKey(MEDIA) ? result(Kind.UNKNOWN, "") : result(Kind.MESSAGE, text);
    }

    private InboundMessage contact(JsonNode contact) {
        boolean own =
                !id(contact, "user_id").isEmpty() && id(contact, "user_id").equals(id(body.path("from")));
        put(PHONE, matching(NUMBER, text(contact, "phone_number").replaceAll("[\\s()-]", "")));
        return result(own ? Kind.CONTACT : Kind.FOREIGN_CONTACT, "");
    }

    private InboundMessage edited() {
        return isNotFromPerson() ? result(Kind.UNKNOWN, "") : result(Kind.EDITED, written());
    }

    private InboundMessage tapped() {
        JsonNode chat = body.path("message").path("chat");
        boolean elsewhere = !chat.isMissingNode() && !isPrivate(chat);
        if (elsewhere || sender.isEmpty() || !body.path("data").isString()) {
            return result(Kind.UNKNOWN, "");
        }
        put(BUTTON, text(body, "data"));
        put(REPLY_TO, text(body, "id"));
        return result(Kind.BUTTON, "");
    }

    private InboundMessage membership() {
        if (isNotFromPerson()) {
            return result(Kind.UNKNOWN, "");
        }
        return switch (text(body.path("new_chat_member"), "status")) {
            case "kicked" -> result(Kind.BLOCKED, "");
            case "member" -> result(Kind.UNBLOCKED, "");
            default -> result(Kind.UNKNOWN, "");
        };
    }

    /** Groups and channels are not conversations with a client, and other bots are no clients. */
    private boolean isNotFromPerson() {
        return sender.isEmpty()
                || !isPrivate(body.path("chat"))
                || body.path("from").path("is_bot").asBoolean(false);
    }

    private static boolean isPrivate(JsonNode chat) {
        return text(chat, "type").equals("private");
    }

    private String written() {
        String text = text(body, "text");
        return text.isEmpty() ? text(body, "caption") : text;
    }

    private InboundMessage result(Kind kind, String text) {
        return new InboundMessage(kind, sender, text, Map.copyOf(details));
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }

    private static String matching(Pattern pattern, String value) {
        return pattern.matcher(value).matches() ? value : "";
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? PlainText.clean(value.stringValue()) : "";
    }

    private static String id(JsonNode node) {
        return id(node, "id");
    }

    private static String id(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() ? Long.toString(value.longValue()) : "";
    }
}

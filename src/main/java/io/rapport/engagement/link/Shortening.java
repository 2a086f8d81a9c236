package io.rapport.engagement.link;

import io.rapport.channel.OutboundMessage.Button;
import io.rapport.outbox.Message;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Puts own short links in the place of the addresses in a message. Attached documents stay: the messenger fetches them itself. */
@Component
public class Shortening {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"«»]+", Pattern.CASE_INSENSITIVE);
    private static final String ENDS_A_SENTENCE = ".,;:!?…'";

    private final Links links;
    private final PublicAddress address;

    Shortening(Links links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /**
     * The message with short links. Call it in the transaction that plans the touch, or words it, under the client's lock.
     *
     * @param contents the ids of materials by their addresses
     */
    public Message shorten(Message message, long clientId, String touchKey, Map<String, String> contents, Instant now) {
        return address.base()
                .map(base -> replace(
                        message,
                        url -> isOurs(url, base)
                                ? url
                                : base + "/l/" + links.codeOf(clientId, touchKey, url, contents.get(url), now)))
                .orElse(message);
    }

    /** Our own pages are not left by them; but whoever opens the one where a course is paid tells us something. */
    private static boolean isOurs(String url, String base) {
        return url.startsWith(base + "/") && !url.startsWith(base + "/pay/");
    }

    private static Message replace(Message message, UnaryOperator<String> shorter) {
        return new Message(
                ADDRESS.matcher(message.text())
                        .replaceAll(found -> Matcher.quoteReplacement(shortened(found, shorter))),
                message.buttons().stream()
                        .map(button -> ADDRESS.matcher(button.data()).matches()
                                ? new Button(button.label(), shorter.apply(button.data()))
                                : button)
                        .toList(),
                message.attachment());
    }

    private static String shortened(MatchResult found, UnaryOperator<String> shorter) {
        String text = found.group();
        int end = text.length();
        while (ENDS_A_SENTENCE.indexOf(text.charAt(end - 1)) >= 0 || isUnopened(text, end)) {
            end--;
        }
        return shorter.apply(text.substring(0, end)) + text.substring(end);
    }

    /** «(см. https://…/a)» ends before the bracket, «https://…/a_(b)» with it. */
    private static boolean isUnopened(String text, int end) {
        char last = text.charAt(end - 1);
        return last == ')' && text.lastIndexOf('(', end - 1) < 0 || last == ']' && text.lastIndexOf('[', end - 1) < 0;
    }
}

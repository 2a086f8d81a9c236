package io.rapport.channel.telegram;

import io.rapport.channel.OutboundMessage.Button;
import io.rapport.channel.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Buttons as Telegram wants them, one in a row so that labels stay readable on a phone. */
final class Keyboard {

    private static final int DATA_BYTES = 64;

    private Keyboard() {}

    /**
     * Only a reply keyboard can ask for the phone number, and a message carries one kind of keyboard: then the other buttons join it
     * and send their label. A message without buttons takes such a keyboard away again.
     */
    static Map<String, Object> of(List<Button> buttons) {
        if (buttons.isEmpty()) {
            return Map.of("remove_keyboard", true);
        }
        if (buttons.stream().anyMatch(Keyboard::asksForContact)) {
            return Map.of(
                    "keyboard",
                    buttons.stream().map(Keyboard::reply).map(List::of).toList(),
                    "resize_keyboard",
                    true,
                    "one_time_keyboard",
                    true);
        }
        return Map.of(
                "inline_keyboard",
                buttons.stream().map(Keyboard::inline).map(List::of).toList());
    }

    static boolean isTooLong(Button button) {
        return !isAddress(button) && button.data().getBytes(StandardCharsets.UTF_8).length > DATA_BYTES;
    }

    private static Map<String, Object> reply(Button button) {
        return asksForContact(button)
                ? Map.of("text", label(button), "request_contact", true)
                : Map.of("text", label(button));
    }

    private static Map<String, Object> inline(Button button) {
        return isAddress(button)
                ? Map.of("text", label(button), "url", button.data())
                : Map.of("text", label(button), "callback_data", button.data());
    }

    private static String label(Button button) {
        return PlainText.clean(button.label());
    }

    private static boolean asksForContact(Button button) {
        return button.data().equals(Button.SHARE_CONTACT);
    }

    private static boolean isAddress(Button button) {
        return button.data().startsWith("https://") || button.data().startsWith("http://");
    }
}

package io.rapport.web.link;

/** What people read whose link leads nowhere. */
final class Pages {

    private Pages() {}

    static String unknown(boolean inRussian) {
        return inRussian
                ? page(
                        "ru",
                        "Ссылка не открылась",
                        "Такой ссылки у нас нет: возможно, она скопирована не целиком. Откройте её прямо из сообщения или напишите нам в чат, пришлём новую.")
                : page(
                        "en",
                        "This link leads nowhere",
                        "We have no such link: perhaps a part of it got lost. Open it right from the message, or write to us in the chat and we will send a new one.");
    }

    static String tooMany(boolean inRussian) {
        return inRussian
                ? page(
                        "ru",
                        "Одну минуту",
                        "Слишком много переходов подряд. Подождите минуту и откройте ссылку ещё раз.")
                : page("en", "One moment", "Too many links at once. Please wait a minute and open the link again.");
    }

    private static String page(String language, String title, String text) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title></head>
                <body><main><h1>%s</h1><p>%s</p></main></body>
                </html>
                """.formatted(language, title, title, text);
    }
}

package io.rapport.web.lead;

import io.rapport.channel.telegram.BotName;
import io.rapport.engagement.link.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses by which people come to us, each carrying the code of a campaign. */
@Component
public class CampaignLinks {

    private final BotName bot;
    private final PublicAddress address;

    CampaignLinks(BotName bot, PublicAddress address) {
        this.bot = bot;
        this.address = address;
    }

    /**
     * @param telegram absent if there is no bot, or nobody could say its name
     * @param embed a line for the site's own page
     */
    public record Links(@Nullable String telegram, String chat, String embed) {}

    public Links of(String code) {
        String base = address.base()
                .orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return new Links(
                bot.get()
                        .map(name -> "https://t.me/%s?start=%s".formatted(name, code))
                        .orElse(null),
                "%s/chat?src=%s".formatted(base, code),
                "<script src=\"%s/chat/embed.js\" data-source=\"%s\" defer></script>".formatted(base, code));
    }
}

package io.rapport.web.lead;

import io.rapport.client.campaign.Amounts;
import io.rapport.client.campaign.Campaign;
import io.rapport.client.campaign.CampaignCode;
import io.rapport.client.campaign.Campaigns;
import io.rapport.client.campaign.CostSheet;
import io.rapport.client.campaign.Costs;
import io.rapport.client.campaign.DayCost;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.content.ContentLibrary;
import io.rapport.web.security.Audit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes campaigns, changes them, and notes what they cost. */
@Component
public class CampaignDesk {

    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final long MOST_DAYS = 366;

    private final Campaigns campaigns;
    private final Costs costs;
    private final CostSheet sheet;
    private final ContentLibrary library;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String currency;

    CampaignDesk(
            Campaigns campaigns,
            Costs costs,
            CostSheet sheet,
            ContentLibrary library,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${rapport.currency:RUB}") String currency) {
        this.campaigns = campaigns;
        this.costs = costs;
        this.sheet = sheet;
        this.library = library;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.currency = currency;
    }

    public Campaign make(CampaignWish wish, String by) {
        String code = wish.code().isEmpty() ? campaigns.freeCode(wish.name()) : wish.code();
        if (!CampaignCode.isSound(code)) {
            throw new Mistake(
                    "code",
                    "код — от 1 до 64 латинских букв, цифр, «_» и «-»: другие знаки Telegram в ссылку не берёт",
                    "must be 1 to 64 of A-Z a-z 0-9 _ -: Telegram takes no others in a link");
        }
        checkContent(wish);
        var campaign = new Campaign(
                code,
                wish.name(),
                wish.medium(),
                wish.contentId(),
                wish.utm(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by,
                null);
        transaction.executeWithoutResult(status -> {
            if (!campaigns.add(campaign)) {
                throw Mistake.taken("code", "код «%s» уже занят".formatted(code), "%s is taken".formatted(code));
            }
            trace(by, "MADE_CAMPAIGN", code);
        });
        return campaign;
    }

    /** @param archived null to leave that as it is */
    public Optional<Campaign> change(String code, CampaignWish wish, @Nullable Boolean archived, String by) {
        checkContent(wish);
        return Objects.requireNonNull(transaction.execute(status -> campaigns
                .find(code)
                .map(before -> {
                    var changed = new Campaign(
                            code,
                            wish.name(),
                            wish.medium(),
                            wish.contentId(),
                            wish.utm(),
                            before.createdAt(),
                            before.createdBy(),
                            archived == null || archived == before.isArchived()
                                    ? before.archivedAt()
                                    : archived ? clock.instant().truncatedTo(ChronoUnit.MICROS) : null);
                    campaigns.change(changed);
                    trace(by, "CHANGED_CAMPAIGN", code);
                    return changed;
                })));
    }

    public Optional<Campaign> archive(String code, boolean archived, String by) {
        return campaigns
                .find(code)
                .flatMap(c -> change(
                        code, new CampaignWish(code, c.name(), c.medium(), c.contentId(), c.utm()), archived, by));
    }

    /** One amount for one day, or for a range that it is spread over. What was noted for these days before is replaced. */
    public Costs.Noted note(String code, String from, String to, String amount, String currency, String by) {
        LocalDate first = day("from", from);
        LocalDate last = to.isBlank() ? first : day("to", to);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new Mistake(
                    "to",
                    "конец не раньше начала, и не больше года",
                    "must not be before the beginning, nor a year after it");
        }
        BigDecimal sum = Amounts.amount(amount.strip())
                .filter(number -> number.compareTo(MOST) <= 0)
                .orElseThrow(() -> new Mistake(
                        "amount",
                        "нужна сумма не меньше нуля, например 1500 или 1500,50",
                        "an amount of zero or more is needed, such as 1500 or 1500.50"));
        String in = currency.isBlank() ? this.currency : currency.strip().toUpperCase(java.util.Locale.ROOT);
        if (!Amounts.isCurrency(in)) {
            throw new Mistake("currency", "нужна валюта по ISO, например RUB", "must be an ISO code, such as RUB");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            if (campaigns.find(code).isEmpty()) {
                throw new Mistake("campaign", "нет такой кампании", "there is no such campaign");
            }
            trace(by, "NOTED_COST", code);
            return costs.note(DayCost.spread(code, first, last, sum, in), by);
        }));
    }

    public CostSheet.Report note(Path file, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                CostSheet.Report report = sheet.take(file, currency, by);
                audit.record(
                        clock.instant(),
                        by,
                        "NOTED_COSTS",
                        null,
                        Map.of(
                                "changed",
                                report.noted().added() + report.noted().changed()));
                return report;
            } catch (SheetRefused e) {
                throw Mistake.of("file", e);
            }
        }));
    }

    public String currency() {
        return currency;
    }

    private void checkContent(CampaignWish wish) {
        if (wish.contentId() != null && library.find(wish.contentId()).isEmpty()) {
            throw new Mistake("contentId", "нет такого материала", "there is no such content");
        }
    }

    private static LocalDate day(String field, String text) {
        return Amounts.day(text.strip())
                .orElseThrow(() -> new Mistake(
                        field, "нужна дата вида 2026-12-31 или 31.12.2026", "a date such as 2026-12-31 is needed"));
    }

    private void trace(String by, String deed, String code) {
        audit.record(clock.instant(), by, deed, "campaign/" + code, Map.of());
    }
}

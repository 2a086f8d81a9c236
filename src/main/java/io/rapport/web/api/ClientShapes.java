package io.rapport.web.api;

import io.rapport.client.Consent;
import io.rapport.client.Identity;
import io.rapport.insight.ClientRow;
import io.rapport.insight.DecisionRow;
import io.rapport.insight.Explanation;
import io.rapport.insight.Moment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clients as outsiders see them. Others rely on these names: add fields, rename none. */
final class ClientShapes {

    private ClientShapes() {}

    record Score(
            BigDecimal fit,
            BigDecimal engagement,
            BigDecimal total,
            @Nullable String band) {

        static Score of(ClientRow row) {
            return new Score(row.fit(), row.engagement(), row.total(), row.band());
        }
    }

    record Item(
            long id,
            @Nullable String name,
            String stage,
            Score score,
            List<String> tags,
            List<String> channels,
            String language,
            String timezone,
            @Nullable String source,
            String owner,
            @Nullable Instant optedOutAt,
            Instant createdAt,
            @Nullable Instant lastMessageAt,
            @Nullable Instant dueAt) {

        static Item of(ClientRow row) {
            return new Item(
                    row.id(),
                    row.name(),
                    row.stage(),
                    Score.of(row),
                    row.tags(),
                    row.channels(),
                    row.language(),
                    row.timezone(),
                    row.source(),
                    row.owner(),
                    row.optedOutAt(),
                    row.createdAt(),
                    row.lastMessageAt(),
                    row.dueAt());
        }
    }

    record Details(
            long id,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            String stage,
            Score score,
            List<String> tags,
            String language,
            String timezone,
            @Nullable String source,
            String owner,
            @Nullable Instant optedOutAt,
            Instant createdAt,
            @Nullable Instant lastMessageAt,
            @Nullable Instant dueAt,
            List<OnChannel> identities,
            List<Agreed> consents) {

        static Details of(ClientRow row, List<Identity> identities, List<Consent> consents) {
            return new Details(
                    row.id(),
                    row.name(),
                    row.phone(),
                    row.email(),
                    row.stage(),
                    Score.of(row),
                    row.tags(),
                    row.language(),
                    row.timezone(),
                    row.source(),
                    row.owner(),
                    row.optedOutAt(),
                    row.createdAt(),
                    row.lastMessageAt(),
                    row.dueAt(),
                    identities.stream()
                            .map(i -> new OnChannel(i.channel(), i.externalId(), i.unreachableAt()))
                            .toList(),
                    consents.stream().map(Agreed::of).toList());
        }
    }

    record OnChannel(
            String channel, String externalId, @Nullable Instant unreachableAt) {}

    record Agreed(
            String purpose,
            boolean given,
            @Nullable String channel,
            String textVersion,
            String source,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {

        static Agreed of(Consent consent) {
            return new Agreed(
                    consent.purpose().name(),
                    consent.isValid(),
                    consent.channel(),
                    consent.textVersion(),
                    consent.source(),
                    consent.givenAt(),
                    consent.withdrawnAt());
        }
    }

    record TimelineItem(
            long id,
            Instant at,
            String kind,
            String type,
            @Nullable String channel,
            @Nullable String text,
            List<String> buttons,
            Moment.@Nullable Attachment attachment,
            @Nullable String state,
            @Nullable String reason,
            @Nullable Long decision,
            JsonNode attributes) {

        static TimelineItem of(Moment moment) {
            return new TimelineItem(
                    moment.id(),
                    moment.at(),
                    moment.kind(),
                    moment.type(),
                    moment.channel(),
                    moment.text(),
                    moment.buttons(),
                    moment.attachment(),
                    moment.state(),
                    moment.reason(),
                    moment.decision(),
                    moment.attributes());
        }
    }

    record JournalItem(
            long id,
            Instant at,
            String trigger,
            long release,
            String stage,
            Explanation.Score score,
            List<String> tags,
            String action,
            List<DecisionRow.PlannedTouch> touches,
            List<Explanation.Row> rows,
            List<Explanation.Signal> signals,
            List<Explanation.Content> content) {

        static JournalItem of(DecisionRow row) {
            Explanation why = row.why();
            return new JournalItem(
                    row.id(),
                    row.at(),
                    row.trigger(),
                    row.release(),
                    row.stage(),
                    why.score(),
                    why.tags(),
                    row.action(),
                    row.touches(),
                    why.rows(),
                    why.signals(),
                    why.content());
        }
    }
}

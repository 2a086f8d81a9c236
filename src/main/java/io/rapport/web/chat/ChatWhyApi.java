package io.rapport.web.chat;

import io.rapport.fact.SignalFact;
import io.rapport.insight.DecisionRow;
import io.rapport.insight.DecisionViews;
import io.rapport.insight.Explanation;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.schema.CodeList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Lets visitors of the demo look behind the curtain: the rows that led to an answer. */
@Tag(name = "Web chat")
@RestController
class ChatWhyApi {

    private final ChatTranscript transcript;
    private final DecisionViews decisions;
    private final LiveRelease live;
    private final ChatSetting setting;

    ChatWhyApi(ChatTranscript transcript, DecisionViews decisions, LiveRelease live, ChatSetting setting) {
        this.transcript = transcript;
        this.decisions = decisions;
        this.live = live;
        this.setting = setting;
    }

    record Heard(
            String type,
            String title,
            @Nullable String quote,
            @Nullable String value,
            String reason) {}

    record Why(
            List<Heard> signals,
            Explanation.Score score,
            List<String> tags,
            String stage,
            String action,
            List<Explanation.Row> rows,
            List<Explanation.Content> content,
            String release) {}

    @Operation(summary = "Why a message of the bot was sent (demo only)")
    @GetMapping("/api/v1/chat/why")
    Why why(
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "ru") String language) {
        String id = ChatFields.session(session);
        ChatPosition position = ChatPosition.parse(message);
        Optional<DecisionRow> decision =
                setting.isDemo() ? transcript.touch(id, position).flatMap(decisions::behindTouch) : Optional.empty();
        return decision.map(row -> explain(row, language.equals("en")))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no decision behind this"));
    }

    private Why explain(DecisionRow row, boolean english) {
        Map<String, CodeList> lists = live.current().rules().tables().lists();
        Explanation explanation = row.why();
        return new Why(
                explanation.signals().stream()
                        .map(signal -> new Heard(
                                signal.type(),
                                word(lists, "signals", signal.type(), english),
                                signal.quote(),
                                spoken(lists, signal, english),
                                reason(signal)))
                        .toList(),
                explanation.score(),
                explanation.tags().stream()
                        .map(tag -> word(lists, "tags", tag, english))
                        .toList(),
                word(lists, "stages", row.stage(), english),
                word(lists, "actions", row.action(), english),
                explanation.rows(),
                explanation.content(),
                String.valueOf(row.release()));
    }

    /** What was told: a goal is a code and has a word, all else is what the client wrote or where it came from. */
    private static @Nullable String spoken(Map<String, CodeList> lists, Explanation.Signal signal, boolean english) {
        return signal.value() != null && signal.type().equals("TOLD_INTEREST")
                ? word(lists, "interests", signal.value(), english)
                : signal.value();
    }

    private String reason(Explanation.Signal signal) {
        Double likeness = signal.likeness() == null ? null : signal.likeness().doubleValue();
        return live.current()
                .rules()
                .whyFound(new SignalFact(signal.type(), "", signal.value(), signal.row(), likeness));
    }

    private static String word(Map<String, CodeList> lists, String list, String code, boolean english) {
        CodeList codes = lists.get(list);
        if (codes == null) {
            return code;
        }
        return english ? codes.label(code).en() : codes.label(code).ru();
    }
}

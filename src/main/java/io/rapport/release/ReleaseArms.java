package io.rapport.release;

import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.RulesetException;
import io.rapport.ruleset.schema.SchemaException;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.workbook.CellError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * By which release a client is decided about: the live one, unless the client is in an arm of an experiment that stands for a release
 * of the past as a whole. Who is in which arm is always said by the live one.
 */
@Component
public class ReleaseArms {

    private static final int IN_USE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseArms.class);

    private final LiveRelease live;
    private final Map<Pair, Optional<Release>> compiled = Collections.synchronizedMap(new Recent<>(IN_USE));

    ReleaseArms(LiveRelease live) {
        this.live = live;
    }

    private record Pair(long live, long arm) {}

    /** Whether anybody may be decided about otherwise than by this release. */
    public boolean isAnyIn(Release release) {
        return !release.rules().releaseArms().isEmpty();
    }

    /**
     * Where the arm's release cannot be read any more, the live one: nobody is left without a decision.
     *
     * @param now the live release, which says who is in which arm
     */
    public Release of(Release now, long client, @Nullable String source, String language, Instant at) {
        return now.rules()
                .releaseArmOf(client, source, language, at)
                .flatMap(arm -> compiled(now, number(arm)))
                .orElse(now);
    }

    /** As {@link #of(Release, long, String, String, Instant)}, by what is live now. */
    public Release of(long client, @Nullable String source, String language, Instant at) {
        return of(live.current(), client, source, language, at);
    }

    /** What may be meant in the live rules, but hardly is; first the arms whose release cannot be had. */
    public List<CellError> findings() {
        Release now = live.current();
        return Stream.concat(troubles(now).stream(), now.rules().findings().stream())
                .toList();
    }

    private List<CellError> troubles(Release now) {
        return now.rules().releaseArms().stream()
                .filter(arm -> compiled(now, number(arm)).isEmpty())
                .map(arm -> trouble(arm, "вариант решает по действующей", "the arm decides by the live one"))
                .toList();
    }

    /**
     * Before rules go live.
     *
     * @throws RulesetException naming every cell with a release that does not exist or cannot be read
     */
    public void check(Ruleset rules) {
        var errors = new ArrayList<CellError>();
        for (Assigning.Arm arm : rules.releaseArms()) {
            if (read(number(arm)).isEmpty()) {
                errors.add(trouble(arm, "посмотрите номер в истории версий", "see the history of releases"));
            }
        }
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
    }

    private Optional<Release> compiled(Release now, long arm) {
        return arm == now.id()
                ? Optional.of(now)
                : compiled.computeIfAbsent(
                        new Pair(now.id(), arm), pair -> read(arm).map(release -> in(now, release)));
    }

    private static Release in(Release now, Release past) {
        return new Release(
                past.id(),
                past.hash(),
                past.author(),
                past.publishedAt(),
                past.rules().withArmsOf(now.rules()));
    }

    private Optional<Release> read(long arm) {
        try {
            return Optional.of(live.release(arm));
        } catch (RulesetException | SchemaException | IllegalArgumentException e) {
            LOG.warn("Release {}, which an arm of an experiment stands for, cannot be read: {}", arm, e.getMessage());
            return Optional.empty();
        }
    }

    private static long number(Assigning.Arm arm) {
        return Optional.ofNullable(arm.release()).orElseThrow();
    }

    private static CellError trouble(Assigning.Arm arm, String ru, String en) {
        String[] place = arm.row().place().split(" › ");
        return new CellError(
                place[0],
                place[1],
                arm.row().cells().get("release"),
                "Версия правил",
                "%s: версии %d нет или эта программа её больше не читает; %s."
                        .formatted(arm.row().id(), number(arm), ru),
                "%s: there is no release %d, or this program cannot read it any more; %s."
                        .formatted(arm.row().id(), number(arm), en));
    }
}

package io.rapport.insight.kpi;

import io.rapport.fact.Facts;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.table.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which arms of the live experiments clients are in, in a form that SQL can count by. */
final class Arms {

    /** The bucket as {@link Assigning} finds it; who is in it must also meet the row's conditions, which speak of source and language. */
    static final String JOIN = """
            join unnest(:armKeys::text[], :armCodes::text[], :armLows::int[], :armHighs::int[], :armSources::text[],
                    :armLanguages::text[]) as arm (key, code, low, high, source, language)
                on arm.source = coalesce(c.source, '') and arm.language = c.language
                and ('x' || left(md5(arm.code || ':' || c.id), 8))::bit(32)::bigint %% %d between arm.low and arm.high - 1
            """.formatted(Assigning.BUCKETS);

    private Arms() {}

    static Map<String, Object> parameters(LiveRelease live, JdbcClient jdbc) {
        record Audience(String source, String language) {}
        List<Audience> audiences = jdbc.sql("select distinct coalesce(source, '') as source, language from client")
                .query((rs, n) -> new Audience(rs.getString("source"), rs.getString("language")))
                .list();
        List<Assigning.Arm> arms = new ArrayList<>();
        List<Audience> whom = new ArrayList<>();
        for (Assigning.Arm arm : live.current().rules().arms()) {
            for (Audience audience : audiences) {
                if (arm.row().holds(Subject.of(Facts.of(facts(audience.source(), audience.language()))))) {
                    arms.add(arm);
                    whom.add(audience);
                }
            }
        }
        return Map.of(
                "armKeys",
                        arms.stream()
                                .map(arm -> arm.experiment() + ":" + arm.arm())
                                .toArray(String[]::new),
                "armCodes", arms.stream().map(Assigning.Arm::experiment).toArray(String[]::new),
                "armLows", arms.stream().map(Assigning.Arm::from).toArray(Integer[]::new),
                "armHighs", arms.stream().map(Assigning.Arm::to).toArray(Integer[]::new),
                "armSources", whom.stream().map(Audience::source).toArray(String[]::new),
                "armLanguages", whom.stream().map(Audience::language).toArray(String[]::new));
    }

    private static Map<String, Object> facts(String source, String language) {
        var facts = new HashMap<String, Object>();
        facts.put("language", language);
        if (!source.isEmpty()) {
            facts.put("source", source);
        }
        return facts;
    }
}

package io.rapport.ruleset;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static io.rapport.ruleset.RuleFolder.lean;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no table lies beside the tables as DRL, or as Drools' own decision tables. */
class DrlFilesTest {

    @Test
    void namesFileAndLineOfAMistake() {
        String drl = """
                package io.rapport.rules.tagging

                import io.rapport.fact.EventFact

                rule "broken"
                when
                    EventFact(type = = "MESSAGE")
                then
                end
                """;

        lean().with("drl/tagging/broken.drl", drl).isRefusedAsAWholeAt("drl/tagging/broken.drl", "строка/line 7: ");
    }

    @Test
    void namesTheFileThatUsesAFactThatIsNotThere() {
        String drl = """
                package io.rapport.rules.tagging

                import io.rapport.fact.EventFact

                rule "typo"
                when
                    EventFact(tipe == "MESSAGE")
                then
                end
                """;

        assertThat(lean().with("drl/tagging/typo.drl", drl).refusal())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.file()).startsWith("drl/tagging/"))
                .anySatisfy(error -> assertThat(error.en()).contains("tipe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drl/lost.drl", "drl/tegging/lost.drl"})
    void refusesAFileThatBelongsToNoTable(String path) {
        lean().with(path, "package lost")
                .isRefusedAsAWholeAt(
                        path,
                        "файл должен лежать в папке таблицы, например drl/tagging.",
                        "the file must lie in the folder of a table, such as drl/tagging.");
    }

    @Test
    void firesADecisionTableOfDroolsBesideItsOwnRows() {
        byte[] table = WorkbookBuilder.empty()
                .sheet(
                        "Tables",
                        row("RuleSet", "io.rapport.rules.tagging"),
                        row("Import", "io.rapport.fact.EventFact, io.rapport.ruleset.engine.Conclusions"),
                        row(),
                        row("RuleTable Complaints"),
                        row("CONDITION", "CONDITION", "ACTION"),
                        row("EventFact"),
                        row(
                                "type == \"$param\"",
                                "$conclusions : Conclusions()",
                                "$conclusions.tagOn(\"$param\", \"D-900\", \"Жаловался\");"),
                        row("Event", "Conclusions", "Tag"),
                        row("COMPLAINT", "x", "complaint-open"))
                .bytes();
        Ruleset rules = lean().with("drl/tagging/complaints.drl.xlsx", table).compiled();

        var outcome = rules.decide(aClient().did("COMPLAINT").sheet(), Trigger.DUE, Candidates.NONE);

        assertThat(outcome.rows()).anySatisfy(hit -> {
            assertThat(hit.row()).isEqualTo("D-900");
            assertThat(hit.table()).isEqualTo("drl");
        });
        assertThat(outcome.tagging().tags()).contains("complaint-open");
        assertThat(rules.decide(aClient().did("THANKS").sheet(), Trigger.DUE, Candidates.NONE)
                        .rows())
                .noneMatch(hit -> hit.row().equals("D-900"));
    }
}

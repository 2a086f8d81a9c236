package io.rapport.release;

import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rapport.ruleset.RuleFiles;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.RulesetException;
import io.rapport.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house that starts with rules whose experiment gives half of the clients to a release of the past. */
class ReleaseArmsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final Releases releases = new Releases(database.jdbc(), database.transaction());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesTheClientsOfTheArmToTheFormerReleaseAndAllOthersToTheLiveOne() {
        long former = releases.publish(RuleFolder.lean().files(), "test", NOW).id();
        ReleaseArms arms = startedWith(former);

        assertThat(decides(arms)).containsOnly(former, former + 1).hasSize(200);
        assertThat(decides(arms)).isEqualTo(decides(arms));
        assertThat(arms.findings()).noneMatch(finding -> finding.file().equals("experiments.xlsx"));
    }

    @Test
    void fallsBackToTheLiveReleaseAndSaysSoWhereTheFormerOneCannotBeReadAnyMore() {
        long former = releases.publish(RuleFolder.lean().files(), "test", NOW).id();
        database.jdbc()
                .sql("update release_file set bytes = '' where release_id = ? and path = 'scoring.xlsx'")
                .param(former)
                .update();
        ReleaseArms arms = startedWith(former);

        assertThat(decides(arms)).containsOnly(former + 1);
        assertThat(arms.findings())
                .filteredOn(finding -> finding.file().equals("experiments.xlsx"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).isEqualTo("experiments.xlsx › Правила!G2 «Версия правил»");
                    assertThat(finding.ru()).contains("X-050", "версии " + former, "по действующей");
                });
    }

    @Test
    void refusesRulesThatNameAReleaseNobodyKnows() {
        ReleaseArms arms = startedWith(1);

        var refused = catchThrowableOfType(RulesetException.class, () -> arms.check(Ruleset.of(rules(77))));

        assertThat(refused.errors()).singleElement().asString().contains("G2", "77");
    }

    private java.util.List<Long> decides(ReleaseArms arms) {
        return java.util.stream.LongStream.rangeClosed(1, 200)
                .mapToObj(client -> arms.of(client, null, "ru", NOW).id())
                .toList();
    }

    private ReleaseArms startedWith(long release) {
        rules(release).bytes().forEach(this::write);
        var live = new LiveRelease(releases, Clock.fixed(NOW, ZoneOffset.UTC), new RulesFolder(folder));
        live.afterPropertiesSet();
        return new ReleaseArms(live);
    }

    private void write(String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RuleFiles rules(long release) {
        return RuleFolder.lean()
                .with(
                        "experiments.xlsx",
                        book -> book.sheet(
                                "Правила",
                                row("№", "Вкл", "Язык", "Опыт", "Вариант", "Доля, %", "Версия правил", "Причина"),
                                row("X-050", "да", "", "RULES", "OLD_RULES", 50, release, "a")))
                .files();
    }
}

package io.rapport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house and the arrows between them. */
class RoomsTest {

    private static final String ROOT = "io.rapport.";

    /** Which rooms a room may look into. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("client", List.of()),
            Map.entry("content", List.of()),
            Map.entry("decision", List.of()),
            Map.entry("channel", List.of()),
            Map.entry("payment", List.of("client", "content", "channel")),
            Map.entry("fact", List.of("client", "content")),
            Map.entry("ruleset", List.of("fact", "decision")),
            Map.entry("journal", List.of("decision", "fact")),
            Map.entry("release", List.of("ruleset", "journal")),
            Map.entry("outbox", List.of("client", "channel", "content", "decision")),
            Map.entry("conversation", List.of("content", "decision")),
            Map.entry(
                    "engagement",
                    List.of(
                            "client",
                            "content",
                            "decision",
                            "fact",
                            "ruleset",
                            "release",
                            "journal",
                            "channel",
                            "outbox",
                            "payment",
                            "conversation")),
            Map.entry("insight", List.of("client", "content", "decision", "fact", "ruleset", "release", "journal")),
            Map.entry(
                    "web",
                    List.of(
                            "client",
                            "content",
                            "decision",
                            "fact",
                            "ruleset",
                            "release",
                            "journal",
                            "channel",
                            "outbox",
                            "payment",
                            "conversation",
                            "engagement",
                            "insight")),
            Map.entry(
                    "platform",
                    List.of(
                            "client",
                            "content",
                            "decision",
                            "fact",
                            "ruleset",
                            "release",
                            "journal",
                            "channel",
                            "outbox",
                            "payment",
                            "conversation",
                            "engagement",
                            "insight",
                            "web")));

    /** Heavy libraries, each with the only rooms that may know it: two where rooms that must not know each other need it. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "org.drools", List.of("io.rapport.ruleset.engine"),
            "org.kie", List.of("io.rapport.ruleset.engine"),
            "org.apache.poi", List.of("io.rapport.ruleset.workbook"),
            "com.google.i18n.phonenumbers", List.of("io.rapport.ruleset.phrase", "io.rapport.client.lead"),
            "org.apache.commons.csv", List.of("io.rapport.content.exchange", "io.rapport.client.sheet"),
            "io.github.bucket4j", List.of("io.rapport.channel.station"),
            "io.zonky", List.of("io.rapport.platform.database"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rapport");

    static Stream<Map.Entry<String, List<String>>> arrows() {
        return ARROWS.entrySet().stream();
    }

    static Stream<Map.Entry<String, List<String>>> libraries() {
        return LIBRARIES.entrySet().stream();
    }

    @Test
    void everyRoomIsOnThePlanAndEveryRoomOfThePlanExists() {
        var rooms = HOUSE.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .distinct();
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void aRoomLooksOnlyIntoThoseItMay(Map.Entry<String, List<String>> arrow) {
        var forbidden = new ArrayList<>(ARROWS.keySet());
        forbidden.remove(arrow.getKey());
        forbidden.removeAll(arrow.getValue());
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + arrow.getKey() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(room -> ROOT + room + "..").toArray(String[]::new));
        rule.check(HOUSE);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.rapport.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aHeavyLibraryIsKnownInItsRoomsOnly(Map.Entry<String, List<String>> library) {
        for (String room : library.getValue()) {
            assertThat(HOUSE.stream()
                            .filter(type -> type.getPackageName().startsWith(room))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .anyMatch(arrow ->
                                    arrow.getTargetClass().getPackageName().startsWith(library.getKey())))
                    .as("the room %s knows %s: otherwise this rule could not fail", room, library.getKey())
                    .isTrue();
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        library.getValue().stream().map(room -> room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.getKey() + "..")
                .check(HOUSE);
    }

    @Test
    void onlyTheClockKnowsWhatTimeItIs() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.rapport.platform.clock..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
        rule.check(HOUSE);
    }

    @Test
    void onlyDeliverySends() {
        classes()
                .that()
                .haveFullyQualifiedName("io.rapport.outbox.Delivery")
                .should()
                .callMethod(io.rapport.channel.Channel.class, "send", io.rapport.channel.OutboundMessage.class)
                .check(HOUSE);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.rapport.outbox.Delivery")
                .should()
                .callMethod(io.rapport.channel.Channel.class, "send", io.rapport.channel.OutboundMessage.class)
                .check(HOUSE);
    }
}

package io.rapport.outbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rapport.channel.Channel;
import org.junit.jupiter.api.Test;

class OneGateTest {

    private static final DescribedPredicate<JavaCall<?>> A_SEND = DescribedPredicate.describe(
            "a send on a channel",
            call -> call.getName().equals("send") && call.getTargetOwner().isAssignableTo(Channel.class));

    private final com.tngtech.archunit.core.domain.JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.rapport");

    /** SENDING is committed before any call, so whoever writes it down must have asked. */
    @Test
    void nothingBecomesSendingWithoutThePolicyHavingBeenAsked() {
        var whoLetsGo = house.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(code -> calls(code, Departures.class, "sending"))
                .toList();
        assertThat(whoLetsGo).hasSize(1);
        assertThat(whoLetsGo)
                .allMatch(code -> calls(code, Policy.class, "check") && calls(code, Gate.class, "objection"));
    }

    private static boolean calls(JavaCodeUnit code, Class<?> owner, String method) {
        return code.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(method));
    }

    @Test
    void onlyDeliverySends() {
        assertThat(house.get(Delivery.class).getMethodCallsFromSelf()).anyMatch(A_SEND);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Delivery.class)
                .should()
                .callMethodWhere(A_SEND)
                .orShould()
                .callCodeUnitWhere(A_SEND)
                .because("there is one gate and no path around it")
                .check(house);
    }
}

package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outbox.Touch.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {

    @ParameterizedTest
    @EnumSource
    void objectsToNothingAboutAClientWhoMinds(Kind kind) {
        assertThat(Gate.objection(kind, new ClientFacts(false, true, false, false, false, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsOnlyTheConfirmationThroughToSomebodyWhoOptedOut(Kind kind) {
        var objection = Gate.objection(kind, new ClientFacts(true, false, false, false, false, false));
        if (kind == Kind.OPT_OUT_CONFIRMATION) {
            assertThat(objection).isEmpty();
        } else {
            assertThat(objection).contains(Gate.OPTED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingWhereNobodyCanBeReached(Kind kind) {
        assertThat(Gate.objection(kind, new ClientFacts(false, false, true, false, false, false)))
                .contains(Gate.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void dropsOnlyWhatNobodyAskedForWhenTheClientHasWritten(Kind kind) {
        for (boolean unread : new boolean[] {true, false}) {
            var objection = Gate.objection(kind, new ClientFacts(false, false, false, !unread, unread, false));
            if (kind == Kind.PROACTIVE) {
                assertThat(objection).contains(Gate.CLIENT_WROTE);
            } else {
                assertThat(objection).isEmpty();
            }
        }
    }
}

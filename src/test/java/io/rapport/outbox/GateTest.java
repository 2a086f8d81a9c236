package io.rapport.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outbox.Touch.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {

    @ParameterizedTest
    @EnumSource
    void letsEverythingThroughToAClientWhoMinds(Kind kind) {
        assertThat(Gate.check(kind, new ClientFacts(false, false, false, false)))
                .isEqualTo(new Verdict.Allow());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            REPLY,                true,  false, OPTED_OUT
            DOCUMENT,             true,  false, OPTED_OUT
            HAND_OFF_NOTICE,      true,  false, OPTED_OUT
            PROACTIVE,            true,  false, OPTED_OUT
            OPERATOR,             true,  false, OPTED_OUT
            OPT_OUT_CONFIRMATION, true,  false,
            REPLY,                false, true,  WITH_HUMAN
            DOCUMENT,             false, true,  WITH_HUMAN
            PROACTIVE,            false, true,  WITH_HUMAN
            HAND_OFF_NOTICE,      false, true,
            OPT_OUT_CONFIRMATION, false, true,
            OPERATOR,             false, true,
            OPERATOR,             true,  true,  OPTED_OUT
            HAND_OFF_NOTICE,      true,  true,  OPTED_OUT
            OPT_OUT_CONFIRMATION, true,  true,
            """)
    void heedsOptOutAndTakeover(Kind kind, boolean optedOut, boolean withHuman, String reason) {
        var expected = reason == null ? new Verdict.Allow() : new Verdict.Suppress(reason);
        assertThat(Gate.check(kind, new ClientFacts(optedOut, withHuman, false, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingWhereNobodyCanBeReached(Kind kind) {
        assertThat(Gate.check(kind, new ClientFacts(false, false, true, false)))
                .isEqualTo(new Verdict.Suppress(Gate.UNREACHABLE));
    }

    @ParameterizedTest
    @EnumSource
    void dropsOnlyWhatNobodyAskedForWhenTheClientHasWritten(Kind kind) {
        var expected = kind == Kind.PROACTIVE ? new Verdict.Suppress(Gate.CLIENT_WROTE) : new Verdict.Allow();
        assertThat(Gate.check(kind, new ClientFacts(false, false, false, true))).isEqualTo(expected);
    }
}

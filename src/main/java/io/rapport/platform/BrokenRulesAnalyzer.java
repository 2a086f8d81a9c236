package io.rapport.platform;

import io.rapport.ruleset.RulesetException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Rules with errors never go live, not even at the start: every wrong cell is listed instead of a stack trace. */
final class BrokenRulesAnalyzer extends AbstractFailureAnalyzer<RulesetException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RulesetException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the cells named above in the rules folder and start again. / Исправьте названные ячейки и запустите снова.",
                cause);
    }
}

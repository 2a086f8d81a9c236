package io.rapport.ruleset;

import io.rapport.ruleset.workbook.CellError;
import java.util.List;
import java.util.stream.Collectors;

/** Rule files that must not go live, with everything that is wrong with them. */
public final class RulesetException extends RuntimeException {

    private final transient List<CellError> errors;

    public RulesetException(List<CellError> errors) {
        super(errors.stream()
                .map(CellError::toString)
                .collect(Collectors.joining("\n  ", "The rules have " + errors.size() + " error(s):\n  ", "")));
        this.errors = List.copyOf(errors);
    }

    public List<CellError> errors() {
        return errors;
    }
}

package io.rapport.ruleset.table;

/** A subject of which only some facts are known: those that are absent may have any value. */
public record Glimpse(Subject subject) {

    public enum Answer {
        YES,
        NO,
        /** It depends on what is not known. */
        UNSURE
    }

    public Answer holds(Row row) {
        var answer = Answer.YES;
        for (Condition condition : row.conditions()) {
            if (subject.get(condition.fact()) == null) {
                answer = Answer.UNSURE;
            } else if (!condition.holds(subject)) {
                return Answer.NO;
            }
        }
        return answer;
    }
}

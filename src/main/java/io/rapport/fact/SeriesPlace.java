package io.rapport.fact;

import java.time.Instant;
import java.util.Map;

/**
 * Where a client stands in a sequence. A step counts as taken when its message has left: until then it is the next one, however
 * often it was planned or held.
 *
 * @param step the last step taken; 0 before the first
 * @param stepAt when; before the first, when the client was enrolled
 */
record SeriesPlace(String sequence, long cycle, long step, Instant stepAt) {

    static SeriesPlace of(Enrolment enrolment) {
        return new SeriesPlace(enrolment.sequence(), enrolment.cycle(), enrolment.step(), enrolment.stepAt());
    }

    /** The place after a touch left, if it was a later step of this very run. */
    SeriesPlace after(EventFact touched) {
        boolean isOfThisRun = sequence.equals(touched.attribute("sequence"))
                && Long.toString(cycle).equals(touched.attribute("cycle"));
        long taken = isOfThisRun ? number(touched) : 0;
        return taken > step ? new SeriesPlace(sequence, cycle, taken, touched.at()) : this;
    }

    private static long number(EventFact touched) {
        String step = touched.attribute("step");
        return step != null && step.matches("\\d{1,9}") ? Long.parseLong(step) : 0;
    }

    void tell(Map<String, Object> facts, Map<String, Elapsed> elapsed) {
        facts.put("sequence", sequence);
        facts.put("sequenceCycle", cycle);
        facts.put("nextStep", step + 1);
        elapsed.put("hoursInStep", new Elapsed(stepAt, Elapsed.HOUR));
    }
}

package io.rapport.simulation;

import io.rapport.decision.Outcome;
import io.rapport.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the lives of many clients came to. One thread writes one; then they are added up. */
final class Report {

    long clients;
    long decisions;
    long nanos;
    long answers;
    long wakeUps;
    long changedNothing;
    long changedOnlyTheReason;
    long stoppedAtGate;
    long heldAtGate;
    final Map<String, Long> touches = new TreeMap<>();
    final Map<String, Long> silences = new TreeMap<>();
    final Map<String, Long> verdicts = new TreeMap<>();
    final List<String> loops = new ArrayList<>();
    /** Touches that were wanted a second time after they had left. */
    final List<String> refusedKeys = new ArrayList<>();

    /**
     * @param isByTime whether nothing but the instant named before was the reason to look
     * @param isMoved whether score band, tags or stage are others than before
     * @param isOtherRow whether another row than before has the say
     */
    void reviewed(Outcome outcome, boolean isByTime, boolean isMoved, boolean isOtherRow) {
        var initiative = outcome.initiative();
        String row = initiative.by() == null ? "—" : initiative.by().row();
        boolean isIdle = initiative.touch().isSilence()
                && initiative.leaves() == null
                && initiative.moves().isEmpty();
        if (initiative.touch().isSilence()) {
            silences.merge(initiative.action() + " " + row, 1L, Long::sum);
        }
        if (initiative.verdict() != null) {
            String kind = initiative.verdict().getClass().getSimpleName();
            verdicts.merge(kind + " " + initiative.verdict().by().row(), 1L, Long::sum);
        }
        if (isByTime) {
            wakeUps++;
            boolean isQuiet = isIdle || initiative.verdict() instanceof Verdict.Suppress;
            changedNothing += isQuiet && !isMoved && !isOtherRow ? 1 : 0;
            changedOnlyTheReason += isQuiet && !isMoved && isOtherRow ? 1 : 0;
        }
    }

    void add(Report other) {
        clients += other.clients;
        decisions += other.decisions;
        nanos += other.nanos;
        answers += other.answers;
        wakeUps += other.wakeUps;
        changedNothing += other.changedNothing;
        changedOnlyTheReason += other.changedOnlyTheReason;
        stoppedAtGate += other.stoppedAtGate;
        heldAtGate += other.heldAtGate;
        other.touches.forEach((row, count) -> touches.merge(row, count, Long::sum));
        other.silences.forEach((row, count) -> silences.merge(row, count, Long::sum));
        other.verdicts.forEach((row, count) -> verdicts.merge(row, count, Long::sum));
        loops.addAll(other.loops);
        refusedKeys.addAll(other.refusedKeys);
    }

    long touched() {
        return touches.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d clients, %,d decisions (%,d answers), %,.0f µs each; per client %.1f decisions, %.2f touches%n",
                clients,
                decisions,
                answers,
                nanos / 1e3 / Math.max(1, decisions),
                1.0 * decisions / Math.max(1, clients),
                1.0 * touched() / Math.max(1, clients)));
        text.append(String.format(
                Locale.ROOT,
                "%,d wake-ups by time alone: %.1f %% changed nothing, %.1f %% only the reason for silence%n",
                wakeUps,
                100.0 * changedNothing / Math.max(1, wakeUps),
                100.0 * changedOnlyTheReason / Math.max(1, wakeUps)));
        text.append(String.format(Locale.ROOT, "at the gate: %,d dropped, %,d held%n", stoppedAtGate, heldAtGate));
        text.append("refused keys: ")
                .append(refusedKeys.size())
                .append(first(refusedKeys))
                .append('\n');
        text.append("loops: ").append(loops.size()).append(first(loops)).append('\n');
        table(text, "touches", touches);
        table(text, "verdicts on what was wanted", verdicts);
        table(text, "silences", silences);
        return text.toString();
    }

    private static String first(List<String> all) {
        return all.isEmpty() ? "" : ", such as " + all.get(0);
    }

    private static void table(StringBuilder text, String title, Map<String, Long> counts) {
        text.append(title).append('\n');
        counts.forEach((row, count) -> text.append(String.format(Locale.ROOT, "  %,9d  %s%n", count, row)));
    }
}

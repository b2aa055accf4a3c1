package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertFact;

/**
 * What all rules together say of one target. One cause stands on the alert; another takes over
 * before it is released.
 *
 * @param causes where a rule found a cause → its verdict; an earlier release named the rule alone
 * @param told the verdict that stands on the alert, by its place in {@code causes}; empty: none
 * @param toldBy the cause that stands on the alert; empty: none
 */
public record InhibitSum(Map<String, InhibitVerdict> causes, String told, String toldBy) {
    public static final InhibitSum EMPTY = new InhibitSum(Map.of(), "", "");

    public InhibitSum {
        causes = causes == null ? Map.of() : Map.copyOf(causes);
        told = told == null ? "" : told;
        toldBy = toldBy == null ? "" : toldBy;
    }

    /**
     * What follows.
     *
     * @param sum what is known now
     * @param fact what must be written; empty: nothing new
     */
    public record Decision(InhibitSum sum, Optional<AlertFact> fact) {}

    /** Whether nothing need be remembered. */
    public boolean isEmpty() {
        return causes.isEmpty();
    }

    /** A rule says something. */
    public Decision with(InhibitVerdict verdict) {
        TreeMap<String, InhibitVerdict> all = new TreeMap<>(causes);
        if (verdict.by().isEmpty()) {
            all.remove(verdict.meeting());
        } else {
            all.put(verdict.meeting(), verdict);
        }
        String place = told;
        if (all.containsKey(verdict.rule()) && !verdict.meeting().equals(verdict.rule())) {
            all.remove(verdict.rule()); // what an earlier release found there
            place = told.equals(verdict.rule()) ? verdict.meeting() : told;
        }
        if (all.isEmpty()) {
            boolean needless = toldBy.isEmpty() || !verdict.open();
            return new Decision(
                    EMPTY, needless ? Optional.empty() : Optional.of(released(verdict, toldBy)));
        }
        InhibitVerdict stands =
                all.containsKey(place) ? all.get(place) : all.firstEntry().getValue();
        InhibitSum after = new InhibitSum(all, stands.meeting(), stands.by());
        return new Decision(
                after,
                stands.by().equals(toldBy)
                        ? Optional.empty()
                        : Optional.of(inhibited(stands, verdict.at())));
    }

    private static AlertFact inhibited(InhibitVerdict by, long at) {
        return fact(AlertFact.Kind.INHIBITED, by, by.by(), by.reason(), at);
    }

    private static AlertFact released(InhibitVerdict last, String by) {
        return fact(AlertFact.Kind.RELEASED, last, by, "抑制它的告警已恢复或规则已变", last.at());
    }

    private static AlertFact fact(
            AlertFact.Kind kind, InhibitVerdict verdict, String by, String reason, long at) {
        return new AlertFact(
                Ids.of("inhibit", kind.name(), verdict.alertId(), by, Long.toString(at)),
                kind,
                verdict.alertId(),
                by,
                verdict.rule(),
                reason,
                null,
                Instant.ofEpochMilli(at));
    }
}

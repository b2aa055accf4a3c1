package org.citywall.stream.alert.across;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertFact;

/**
 * What all rules (or the floods of all seats) together say of one target. One cause stands on the
 * alert; another takes over before it is released.
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

    /** Of what the verdicts are, and how the facts say it. */
    public enum About {
        /** by a cause that is active */
        INHIBITION("inhibit", AlertFact.Kind.INHIBITED, AlertFact.Kind.RELEASED, "抑制它的告警已恢复或规则已变"),
        /** by the parent of a flood */
        FLOOD("flood", AlertFact.Kind.FLOODED, AlertFact.Kind.FLOOD_OVER, null);

        private final String name;
        private final AlertFact.Kind begins;
        private final AlertFact.Kind ends;
        private final String endReason;

        About(String name, AlertFact.Kind begins, AlertFact.Kind ends, String endReason) {
            this.name = name;
            this.begins = begins;
            this.ends = ends;
            this.endReason = endReason;
        }

        AlertFact begun(InhibitVerdict by) {
            return fact(begins, by, by.by(), by.reason());
        }

        AlertFact ended(InhibitVerdict last, String by) {
            return fact(ends, last, by, endReason == null ? last.reason() : endReason);
        }

        private AlertFact fact(
                AlertFact.Kind kind, InhibitVerdict verdict, String by, String reason) {
            return new AlertFact(
                    Ids.of(name, kind.name(), verdict.alertId(), by, Long.toString(verdict.at())),
                    kind,
                    verdict.alertId(),
                    by,
                    verdict.rule(),
                    reason,
                    null,
                    Instant.ofEpochMilli(verdict.at()));
        }
    }

    /** Whether nothing need be remembered. */
    public boolean isEmpty() {
        return causes.isEmpty();
    }

    /** A rule says something. */
    public Decision with(InhibitVerdict verdict, About about) {
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
                    EMPTY, needless ? Optional.empty() : Optional.of(about.ended(verdict, toldBy)));
        }
        InhibitVerdict stands =
                all.containsKey(place) ? all.get(place) : all.firstEntry().getValue();
        InhibitSum after = new InhibitSum(all, stands.meeting(), stands.by());
        return new Decision(
                after,
                stands.by().equals(toldBy)
                        ? Optional.empty()
                        : Optional.of(about.begun(stands.decidedAt(verdict.at()))));
    }
}

package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.stream.alert.across.InhibitMeeting;
import org.citywall.stream.alert.across.InhibitNews;
import org.citywall.stream.alert.across.InhibitPart;
import org.citywall.stream.alert.across.InhibitSum;
import org.citywall.stream.alert.across.InhibitVerdict;
import org.citywall.stream.alert.rules.RuleVersions;

/** Inhibition without its operators; the rules are the same all the time. */
final class InhibitStage implements Stage {
    private final RuleVersions rules;
    private final Map<String, InhibitPart> parts = new HashMap<>();
    private final Map<String, Meeting> meetings = new HashMap<>();
    private final Map<String, InhibitSum> sums = new HashMap<>();

    InhibitStage(RuleVersions rules) {
        this.rules = rules;
    }

    @Override
    public void see(AlertChange change, Instant at, Consumer<AlertInput> say) {
        String id = change.alert().id();
        long now = at.toEpochMilli();
        InhibitPart.Decision decision =
                parts.getOrDefault(id, InhibitPart.EMPTY)
                        .accept(change.alert(), now)
                        .advanceTo(now, rules);
        if (decision.part().isEmpty()) {
            parts.remove(id);
        } else {
            parts.put(id, decision.part());
        }
        decision.news().forEach(news -> meet(news, say));
    }

    /** Whether nothing is remembered of any alert. */
    boolean isEmpty() {
        return parts.isEmpty() && meetings.isEmpty() && sums.isEmpty();
    }

    private void meet(InhibitNews news, Consumer<AlertInput> say) {
        String key = news.link().key();
        Meeting meeting = meetings.computeIfAbsent(key, k -> new Meeting());
        try {
            InhibitMeeting.apply(meeting, news, verdict -> sum(verdict, say));
        } catch (Exception e) {
            throw new IllegalStateException("a memory of its own does not fail", e);
        }
        if (meeting.causes.isEmpty() && meeting.targets.isEmpty()) {
            meetings.remove(key);
        }
    }

    private void sum(InhibitVerdict verdict, Consumer<AlertInput> say) {
        InhibitSum.Decision decision =
                sums.getOrDefault(verdict.alertId(), InhibitSum.EMPTY).with(verdict);
        if (decision.sum().isEmpty()) {
            sums.remove(verdict.alertId());
        } else {
            sums.put(verdict.alertId(), decision.sum());
        }
        decision.fact().ifPresent(fact -> say.accept(AlertInput.of(fact)));
    }

    private static final class Meeting implements InhibitMeeting.Memory {
        private final Map<String, Long> causes = new HashMap<>();
        private final Map<String, Boolean> targets = new LinkedHashMap<>();
        private String stands;

        @Override
        public Iterable<Map.Entry<String, Long>> causes() {
            return causes.entrySet();
        }

        @Override
        public void putCause(String alertId, long since) {
            causes.put(alertId, since);
        }

        @Override
        public void removeCause(String alertId) {
            causes.remove(alertId);
        }

        @Override
        public Iterable<String> targets() {
            return List.copyOf(targets.keySet());
        }

        @Override
        public void putTarget(String alertId) {
            targets.put(alertId, true);
        }

        @Override
        public void removeTarget(String alertId) {
            targets.remove(alertId);
        }

        @Override
        public String stands() {
            return stands;
        }

        @Override
        public void stands(String alertId) {
            stands = alertId;
        }
    }
}

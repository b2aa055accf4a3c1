package org.citywall.stream.alert.dryrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertInput;
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
                        .advanceTo(id, now, rules);
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
        meeting.take(news).forEach(verdict -> sum(verdict, say));
        if (meeting.causes.isEmpty() && meeting.targets.isEmpty()) {
            meetings.remove(key);
        }
    }

    private void sum(InhibitVerdict verdict, Consumer<AlertInput> say) {
        InhibitSum.Decision decision =
                sums.getOrDefault(verdict.alertId(), InhibitSum.EMPTY)
                        .with(verdict, InhibitSum.About.INHIBITION);
        if (decision.sum().isEmpty()) {
            sums.remove(verdict.alertId());
        } else {
            sums.put(verdict.alertId(), decision.sum());
        }
        decision.fact().ifPresent(fact -> say.accept(AlertInput.of(fact)));
    }

    /**
     * Causes and targets of a rule, as {@code InhibitFunction} has them in its state: who explains
     * is the cause that stands longest. The operator holds back a change between two causes that
     * last, which changes nothing that a dry run counts.
     */
    private static final class Meeting {
        private final Set<String> causes = new LinkedHashSet<>();
        private final Set<String> targets = new LinkedHashSet<>();

        List<InhibitVerdict> take(InhibitNews news) {
            return news.link().cause() ? cause(news) : target(news);
        }

        private List<InhibitVerdict> cause(InhibitNews news) {
            String before = eldest();
            if (news.joined()) {
                causes.add(news.alertId());
            } else {
                causes.remove(news.alertId());
            }
            String after = eldest();
            if (Objects.equals(before, after)) {
                return List.of();
            }
            return targets.stream()
                    .filter(target -> !target.equals(after))
                    .map(target -> verdict(target, after, true, news))
                    .toList();
        }

        private List<InhibitVerdict> target(InhibitNews news) {
            if (news.joined()) {
                targets.add(news.alertId());
            } else {
                targets.remove(news.alertId());
            }
            String by = eldest();
            return by == null
                    ? List.of()
                    : List.of(
                            verdict(news.alertId(), news.joined() ? by : null, news.open(), news));
        }

        private String eldest() {
            return causes.isEmpty() ? null : causes.iterator().next();
        }

        private static InhibitVerdict verdict(
                String target, String by, boolean open, InhibitNews news) {
            return new InhibitVerdict(
                    target,
                    news.link().rule(),
                    by == null ? "" : by,
                    news.link().reason(),
                    open,
                    news.at(),
                    news.link().key());
        }
    }
}

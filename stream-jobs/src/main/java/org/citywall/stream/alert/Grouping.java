package org.citywall.stream.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.GroupRule;
import org.citywall.stream.alert.rules.Matching;

/**
 * What becomes one alert. A detection that belongs to another group than its job said is handed on
 * to it, through the log; its end follows it, whatever the rules say by then.
 */
final class Grouping {
    /** No group of a job begins so: what does has been handed on already. */
    private static final String HANDED_ON = "by/";

    /** What a stage made of a flood belongs where it put it. */
    private static final String SYSTEM = "system/";

    /** Longer than inputs lie in the log, which a job may read again from its beginning. */
    static final Duration REMEMBERED = Duration.ofDays(8);

    private Grouping() {}

    /** Whether the detection belongs to another group, to which it now goes. */
    static boolean handsOn(AlertDraft draft, Detection detection, Instant now) {
        if (draft.rules.at(now).groups().isEmpty() && !draft.hasRoutes()) {
            return false;
        }
        String base = detection.groupKey();
        if (isHandedOn(detection) || base.startsWith(SYSTEM) || isKnownHere(draft, detection)) {
            return false;
        }
        String source = Sources.key(detection);
        Route route = draft.route(source, now);
        String key = route == null ? key(draft.rules.at(now), detection) : route.groupKey();
        if (key == null) {
            return false;
        }
        if (detection.raised()) {
            draft.remember(source, new Route(key, now.plus(REMEMBERED)));
        } else {
            draft.forgetRoute(source);
        }
        draft.forward(AlertInput.of(detection.inGroup(key)));
        return true;
    }

    static boolean isHandedOn(Detection detection) {
        return detection.groupKey().startsWith(HANDED_ON);
    }

    /** The first rule about this detection; null: none. */
    static GroupRule rule(AlertRules rules, Detection detection) {
        for (GroupRule rule : rules.groups()) {
            if (Matching.matches(rule.match(), detection)) {
                return rule;
            }
        }
        return null;
    }

    /** What its raise says of when the alert is over. */
    static void weigh(AlertEdit edit, GroupRule rule, Instant now) {
        edit.memory.closeAfterS = rule == null ? null : rule.closeAfterS();
        boolean fromRaise = rule != null && rule.closeFrom() == GroupRule.From.RAISE;
        edit.memory.closeFrom = fromRaise ? now : null;
    }

    /** The closed alert that this raise opens again; null: none. */
    static TrackedAlert toReopen(AlertDraft draft, GroupRule rule, Instant now) {
        if (rule == null || rule.reopenWithinS() == null) {
            return null;
        }
        Instant earliest = now.minusSeconds(rule.reopenWithinS());
        return draft.alerts()
                .filter(t -> t.last() != null && !t.last().at().isBefore(earliest))
                .filter(t -> !News.isWorn(AlertEdit.of(t)))
                .findFirst()
                .orElse(null);
    }

    /** It began here, under other rules or none: here it ends. */
    private static boolean isKnownHere(AlertDraft draft, Detection detection) {
        return draft.held(detection) != null
                || draft.alerts().anyMatch(t -> Sources.isActive(t, detection));
    }

    /** The group that the rules give it; null: that of its job. */
    private static String key(AlertRules rules, Detection detection) {
        GroupRule rule = rule(rules, detection);
        List<String> by = rule == null ? null : rule.by();
        if (by == null || by.isEmpty()) {
            return null;
        }
        StringBuilder key = new StringBuilder(HANDED_ON);
        key.append(rule.id()).append('/').append(word(detection.domain()));
        key.append('/').append(word(detection.alertClass()));
        for (String field : by) {
            String value = Matching.field(field, detection);
            key.append('|').append(value == null ? "" : value);
        }
        return key.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

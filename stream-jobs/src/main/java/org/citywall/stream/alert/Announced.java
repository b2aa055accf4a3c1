package org.citywall.stream.alert;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.citywall.stream.alert.AlertMemory.StandingMark;
import org.citywall.stream.alert.rules.Matching;
import org.citywall.stream.alert.rules.RuleVersions;

/**
 * What people announced for a time: silences, drills, devices out of service. The alert stays
 * visible and says so. A silence never holds for red.
 */
final class Announced {
    /** When the answer may change: at a known begin or end, or when another version judges. */
    static final String LOOK = "announced";

    private Announced() {}

    /** Puts the announcement that holds now on the edit, or takes it away. */
    static void arrange(AlertEdit edit, Instant now, AlertRules rules) {
        if (edit.response == Response.CLOSED) {
            edit.memory.timers.remove(LOOK);
            return;
        }
        Standing holds = null;
        Instant change = null;
        edit.memory.judgedBy = rules.version();
        Alert alert = rules.standing().isEmpty() ? null : edit.tracked(now).alert();
        for (Standing each : rules.standing()) {
            boolean over = !now.isBefore(each.until());
            if (over || !concerns(each, alert, edit)) {
                continue;
            }
            boolean begun = !now.isBefore(each.from());
            if (begun && holds == null) {
                holds = each;
            }
            change = earlier(change, begun ? each.until() : each.from());
        }
        mark(edit, holds);
        if (change == null) {
            edit.memory.timers.remove(LOOK);
        } else {
            edit.memory.timers.put(LOOK, change);
        }
    }

    /**
     * Lets an open alert expect the version that takes over from the one that judged it last. It is
     * asked whenever the alert is taken from state or put there, so it does not matter when the
     * version became known: what it changes is decided at the moment at which it takes over, before
     * anything of a later time. An alert's time never goes back: a version that became known too
     * late is taken into account as of the newest revision.
     */
    static TrackedAlert expecting(TrackedAlert open, RuleVersions versions) {
        Long judgedBy = open.memory().judgedBy();
        Instant next = judgedBy == null ? Instant.EPOCH : versions.replacedAt(judgedBy);
        if (next == null) {
            return open;
        }
        Instant known = open.memory().timers().get(LOOK);
        Instant revised = open.alert().updatedAt();
        Instant due = next.isBefore(revised) ? revised : next;
        return known != null && !known.isAfter(due) ? open : open.due(LOOK, due);
    }

    /** Looks again; the arrangement of the edit has the answer. */
    static void look(AlertDraft draft, AlertEdit edit, Instant at) {
        AlertRules rules = draft.rules.at(at);
        String before = edit.standing;
        arrange(edit, at, rules);
        boolean changed = before == null ? edit.standing != null : !before.equals(edit.standing);
        if (!changed) {
            draft.remember(edit, at);
            return;
        }
        draft.commit(edit, Cause.timer("standing", at, words(edit.standing, rules)));
    }

    private static String words(String id, AlertRules rules) {
        for (Standing each : rules.standing()) {
            if (each.id().equals(id)) {
                return "%s（%s），到 %s：%s"
                        .formatted(
                                Words.name(each.kind()),
                                each.by(),
                                Words.clock(each.until()),
                                each.reason());
            }
        }
        return "不再静默";
    }

    private static void mark(AlertEdit edit, Standing holds) {
        String id = holds == null ? null : holds.id();
        boolean same = id == null ? edit.standing == null : id.equals(edit.standing);
        if (same && (id == null || edit.memory.standing != null)) {
            return;
        }
        if (edit.memory.standing != null && edit.memory.standing.tag() != null) {
            edit.tags.remove(edit.memory.standing.tag());
        }
        edit.standing = id;
        if (holds == null) {
            edit.memory.standing = null;
            return;
        }
        String tag = tag(holds.kind());
        boolean added = edit.tags.add(tag);
        edit.memory.standing =
                new StandingMark(holds.kind() == StandingKind.DRILL, added ? tag : null);
    }

    /** All that is active must be meant, so that no healthy neighbour is silent with it. */
    private static boolean concerns(Standing standing, Alert alert, AlertEdit edit) {
        if (standing.kind() == StandingKind.SILENCE && edit.level <= Level.RED) {
            return false;
        }
        if (!Matching.matches(standing.match(), alert)) {
            return false;
        }
        List<String> devices = standing.match().devices();
        List<String> kinds = standing.match().kinds();
        boolean named = !devices.isEmpty() || !kinds.isEmpty();
        if (named && edit.unlisted.mayBeActive()) {
            return false;
        }
        return edit.sources.stream()
                .filter(AlertSource::active)
                .allMatch(
                        s ->
                                (devices.isEmpty() || devices.contains(s.deviceId()))
                                        && (kinds.isEmpty() || kinds.contains(s.kind())));
    }

    private static String tag(StandingKind kind) {
        return switch (kind) {
            case SILENCE -> AlertTag.SILENCED.wireName();
            case DRILL -> AlertTag.DRILL.wireName();
            case OUT_OF_SERVICE -> AlertTag.OUT_OF_SERVICE.wireName();
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }
}

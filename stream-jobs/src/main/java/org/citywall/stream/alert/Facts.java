package org.citywall.stream.alert;

import java.time.Instant;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Response;

/**
 * What stages that see several groups found out. A fact about an alert that is gone, or that says
 * what is so already, changes nothing.
 */
final class Facts {
    private Facts() {}

    static void apply(AlertDraft draft, AlertFact fact, Instant now) {
        TrackedAlert tracked = draft.find(fact.alertId());
        if (tracked == null || tracked.alert().response() == Response.CLOSED) {
            return;
        }
        AlertEdit edit = AlertEdit.of(tracked);
        if (takesEffect(edit, fact)) {
            draft.commit(edit, Cause.fact(fact, now));
        }
    }

    /**
     * Nothing explains red away, from the moment at which it is red; and what stages said of an
     * alert was over when it was closed: if it is opened again they look at it anew.
     */
    static void settle(AlertEdit edit) {
        boolean isOpenAgain =
                edit.before() != null
                        && edit.before().response() == Response.CLOSED
                        && edit.response != Response.CLOSED;
        if (edit.level <= Level.RED || isOpenAgain) {
            edit.suppressedBy = null;
            edit.partOf = null;
        }
    }

    private static boolean takesEffect(AlertEdit edit, AlertFact fact) {
        return switch (fact.kind()) {
            case INHIBITED -> inhibit(edit, fact);
            case RELEASED -> release(edit, fact);
            case FLOODED -> join(edit, fact);
            case FLOOD_OVER -> leave(edit, fact);
            case FLOOD_COUNTED -> count(edit, fact);
        };
    }

    /** Between the decision and here it may have become red, which nothing explains away. */
    private static boolean inhibit(AlertEdit edit, AlertFact fact) {
        boolean isNew = weigh(edit, fact);
        if (!isNew || edit.level <= Level.RED || fact.by().equals(edit.suppressedBy)) {
            return false;
        }
        edit.suppressedBy = fact.by();
        return true;
    }

    private static boolean release(AlertEdit edit, AlertFact fact) {
        boolean isNew = weigh(edit, fact);
        if (!isNew || edit.suppressedBy == null) {
            return false;
        }
        edit.suppressedBy = null; // Whoever was the last: nobody is left.
        return true;
    }

    /** A restored stage says again what it said; a later word of it holds all the same. */
    private static boolean weigh(AlertEdit edit, AlertFact fact) {
        Instant before = edit.memory.weighedAt;
        edit.memory.weighedAt = fact.at();
        return before == null || !fact.at().isBefore(before);
    }

    private static boolean join(AlertEdit edit, AlertFact fact) {
        if (edit.level <= Level.RED || fact.by().equals(edit.partOf)) {
            return false;
        }
        edit.partOf = fact.by();
        return true;
    }

    private static boolean leave(AlertEdit edit, AlertFact fact) {
        if (!fact.by().equals(edit.partOf)) {
            return false;
        }
        edit.partOf = null;
        return true;
    }

    private static boolean count(AlertEdit edit, AlertFact fact) {
        if (fact.flood() == null || fact.flood().equals(edit.flood)) {
            return false;
        }
        edit.flood = fact.flood();
        return true;
    }
}

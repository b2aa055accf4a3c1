package org.citywall.stream.alert;

import java.util.HashSet;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.AlertSource;

/**
 * Which changes of an alert are told to everybody, as a revision. There are fewer than 10⁶ of them
 * ({@link Revisions#LAST_CHANGE}), so nothing that can happen without end may take one each time:
 *
 * <ul>
 *   <li>a detection that only adds to the count is told while the count is short, and later at each
 *       count of three significant digits: some thousand revisions, for a button that is stuck for
 *       years; of a source that only makes noise it is not told ({@link Chatter});
 *   <li>sources that come and go are told {@link #COMING_AND_GOING} times; from then on a clear is
 *       no longer believed, and the alert stays active until people close it;
 *   <li>people may do all until {@link #PEOPLE}; from then on they only acknowledge and close.
 * </ul>
 *
 * What can still follow is bounded by the number of sources that an alert lists.
 */
final class News {
    static final int COMING_AND_GOING = 900_000;
    static final int PEOPLE = 980_000;
    private static final int THREE_DIGITS = 1_000;

    private News() {}

    /** Whether a detection's effect is worth a revision, and not only to be remembered. */
    static boolean isNews(Alert before, AlertEdit after) {
        boolean counted = after.occurrences != before.occurrences();
        return after.level != before.level()
                || after.condition != before.condition()
                || after.response != before.response()
                || after.sources.size() != before.sources().size()
                || (counted && !Chatter.isOneLine(after) && isRound(after.occurrences))
                || !after.wishes.isEmpty()
                || (!isWorn(after) && (otherTags(before, after) || otherActivity(before, after)));
    }

    /** Whether sources of this alert came and went so often that a clear says nothing any more. */
    static boolean isWorn(AlertEdit edit) {
        return Revisions.changeNumber(edit.rev) >= COMING_AND_GOING;
    }

    /** Whether so much was done with this alert that it can only be brought to its end. */
    static boolean allows(Alert alert, AlertAction action) {
        return Revisions.changeNumber(alert.rev()) < PEOPLE
                || action == AlertAction.ACKNOWLEDGE
                || action == AlertAction.CLOSE;
    }

    /** Whether the count has at most three digits before its zeros. */
    static boolean isRound(int count) {
        int rest = count;
        while (rest >= THREE_DIGITS && rest % 10 == 0) {
            rest /= 10;
        }
        return rest < THREE_DIGITS;
    }

    private static boolean otherTags(Alert before, AlertEdit after) {
        return !after.tags.equals(new HashSet<>(before.tags()));
    }

    /** For lists of the same length. */
    private static boolean otherActivity(Alert before, AlertEdit after) {
        for (int i = 0; i < after.sources.size(); i++) {
            AlertSource was = before.sources().get(i);
            if (was.active() != after.sources.get(i).active()) {
                return true;
            }
        }
        return false;
    }
}

package org.citywall.stream.alert.across;

import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Response;

/**
 * What seats need to know of an alert: small, because there may be many at once.
 *
 * @param id of the alert
 * @param parentOf seat whose flood it stands for; null: it is an alert like any other
 * @param kind rule name of its gravest detection
 * @param title a few words
 * @param level 1 (red) to 4 (blue)
 * @param place grid path; null: none is known
 * @param deviceId device of its first source; empty: none
 * @param active whether its condition holds
 * @param unanswered whether nobody has acknowledged it
 * @param chattering whether a source chatters
 * @param stale whether it is active for longer than the limit
 * @param inhibited whether a cause explains it
 * @param part whether it is part of a flood
 * @param shelved whether it is shelved
 * @param standing whether something announced holds for it
 */
public record SeatAlert(
        String id,
        @Nullable String parentOf,
        String kind,
        String title,
        int level,
        @Nullable String place,
        String deviceId,
        boolean active,
        boolean unanswered,
        boolean chattering,
        boolean stale,
        boolean inhibited,
        boolean part,
        boolean shelved,
        boolean standing) {
    /** Groups of the parents of floods; the seat follows. */
    static final String FLOODS = "system/flood/";

    /** What is told of a revision. */
    static SeatAlert of(Alert alert) {
        return new SeatAlert(
                alert.id(),
                parentOf(alert),
                alert.kind(),
                alert.title(),
                alert.level(),
                alert.place(),
                alert.sources().isEmpty() ? "" : alert.sources().get(0).deviceId(),
                alert.condition() == Condition.ACTIVE,
                alert.response() == Response.UNACKNOWLEDGED,
                has(alert, AlertTag.CHATTERING),
                has(alert, AlertTag.STALE),
                alert.suppressedBy() != null,
                alert.partOf() != null,
                alert.shelvedUntil() != null,
                alert.standing() != null);
    }

    static boolean has(Alert alert, AlertTag tag) {
        return alert.tags() != null && alert.tags().contains(tag.wireName());
    }

    private static String parentOf(Alert alert) {
        String group = alert.groupKey();
        return alert.domain() == AlertDomain.SYSTEM && group != null && group.startsWith(FLOODS)
                ? group.substring(FLOODS.length())
                : null;
    }
}

package org.citywall.launcher.bench;

import java.util.Locale;
import org.citywall.contracts.Nullable;
import org.citywall.launcher.bench.CutReceiver.Cut;

/**
 * A moment of a delivery at which a gateway dies. Where it is in the database, a lock of the bench
 * on the table that would be written next holds the gateway there; else the receiver does.
 */
enum DeathStep {
    /** It read the page from the log, and its row is not written. */
    BEFORE_ROW("notification", null, "INSERT INTO notification%"),
    /** The row is there, and nobody has the lane. */
    ROW_WRITTEN("contact_lane", null, "UPDATE contact_lane%"),
    /** It has the lane, and has not written that it tries. */
    LEASE_TAKEN("notification_attempt", null, "WITH lease AS%"),
    /** It wrote that it tries; the request leaves and does not arrive. */
    REQUEST_LOST(null, Cut.LOST, null),
    /** The receiver took the request and has not answered. */
    ANSWER_HELD(null, Cut.HELD, null),
    /** The status of the answer came, its body did not; it may be written by then. */
    ANSWER_BEGUN(null, Cut.HALF, null),
    /** The answer came, and is not written. */
    ANSWER_NOT_WRITTEN("notification_attempt", Cut.ANSWERED, "WITH tried AS%");

    /** The table that is locked; null: none. */
    @Nullable final String table;

    /** What the receiver does; null: it answers. */
    @Nullable final Cut cut;

    /** The statement that waits for the lock; null: none does. */
    @Nullable final String statement;

    DeathStep(@Nullable String table, @Nullable Cut cut, @Nullable String statement) {
        this.table = table;
        this.cut = cut;
        this.statement = statement;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.citywall.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.citywall.contracts.Nullable;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alert.Page;

/**
 * Whether a page waits for a digest, why, and until when. Red and orange that nothing explains
 * never wait, nor does what a person decided about a person (dispatch, order, 叫应), a rise of level,
 * or a deadline that somebody who is out there missed. Pure.
 *
 * @param cause why it waits; null: it goes now
 * @param until no digest of it alone goes before that
 */
public record Holding(@Nullable Cause cause, Instant until) {
    /** Why a page waits. */
    public enum Cause {
        /** the rules say that something explains its alert */
        EXPLAINED,
        /** blue or yellow in the quiet hours */
        QUIET_HOURS,
        /** blue or yellow, which go together */
        DIGEST;

        /** As it is stored. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How long what may wait waits.
     *
     * @param explained quiet pages wait for so long
     * @param mild the same for other pages of blue and yellow; zero: they go one by one
     * @param quietHours when blue and yellow wait; null: never
     */
    public record Policy(Duration explained, Duration mild, @Nullable QuietHours quietHours) {}

    /** What becomes of a page that is written now. */
    public static Holding of(Page page, Alert alert, Policy policy, Instant now) {
        if (page.level() == Level.RED || isAlwaysHeard(page)) {
            return new Holding(null, now);
        }
        boolean isMild = page.level() >= Level.YELLOW && mayWaitForMorning(page, alert);
        Instant morning =
                isMild && policy.quietHours() != null ? policy.quietHours().endOf(now) : null;
        if (morning != null) {
            return new Holding(Cause.QUIET_HOURS, morning);
        }
        if (page.quiet()) {
            return new Holding(Cause.EXPLAINED, now.plus(policy.explained()));
        }
        return isMild && !policy.mild().isZero()
                ? new Holding(Cause.DIGEST, now.plus(policy.mild()))
                : new Holding(null, now);
    }

    private static boolean isAlwaysHeard(Page page) {
        return switch (page.step()) {
            case DISPATCHED, CALLED, ORDER -> true;
            case RAISED, RISEN, ESCALATED, OVERDUE, RECOVERED -> false;
        };
    }

    /**
     * The silence of those who were not told yet is no reason to wake up others (escalated); who
     * deals with the alert is awake.
     */
    private static boolean mayWaitForMorning(Page page, Alert alert) {
        boolean dealsWithIt =
                page.to().equals(alert.owner())
                        || (alert.answering() != null
                                && page.to().equals(alert.answering().person()));
        return switch (page.step()) {
            case RAISED, ESCALATED, RECOVERED -> !dealsWithIt;
            case RISEN, OVERDUE, DISPATCHED, CALLED, ORDER -> false;
        };
    }
}

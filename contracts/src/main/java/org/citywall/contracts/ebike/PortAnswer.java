package org.citywall.contracts.ebike;

import java.time.Instant;
import org.citywall.contracts.Nullable;

/**
 * What the gateway that holds the charger's connection tells of an attempt, among the readings of
 * its site.
 *
 * @param commandId of the order
 * @param attempt from 1
 * @param siteId the site
 * @param stationId registry id of the charger
 * @param port number of the port from 1
 * @param step how far it came
 * @param detail in words, for example the charger's result code
 * @param gateway that held the connection
 * @param at when
 */
public record PortAnswer(
        String commandId,
        int attempt,
        String siteId,
        String stationId,
        int port,
        Step step,
        @Nullable String detail,
        String gateway,
        Instant at) {
    /** How far an attempt came. */
    public enum Step {
        /** Written to the charger's connection. */
        SENT,
        /** The charger says that it has done it. */
        DONE,
        /** The charger says that the port was idle already. That is a claim, no proof. */
        ALREADY_IDLE,
        /** The charger charges another session on the port than the one that was named. */
        OTHER_SESSION,
        /** The charger refuses, or answers what nobody can read. */
        REFUSED
    }
}

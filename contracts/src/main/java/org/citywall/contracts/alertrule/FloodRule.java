package org.citywall.contracts.alertrule;

import java.util.List;

/**
 * When a seat has more new alerts than a person can handle (ISA-18.2 and EEMUA 191: more than 10 in
 * 10 min). New alerts that are not red then become parts of one parent, which counts them.
 *
 * @param seats who is responsible for what; an alert counts for each seat whose place holds it
 * @param windowS window in which new alerts are counted, in seconds
 * @param enterAbove flood begins with more than so many
 * @param leaveBelow flood ends with fewer than so many …
 * @param leaveAfterS … for so many seconds
 * @param firstOut so many of the first alerts are listed by name
 */
public record FloodRule(
        List<Seat> seats,
        long windowS,
        int enterAbove,
        int leaveBelow,
        long leaveAfterS,
        int firstOut) {
    /**
     * An operator seat.
     *
     * @param id of the seat
     * @param name in words
     * @param place grid path it is responsible for, with all that lies in it; empty: everything
     */
    public record Seat(String id, String name, String place) {}
}

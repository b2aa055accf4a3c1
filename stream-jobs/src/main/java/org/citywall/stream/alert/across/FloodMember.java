package org.citywall.stream.alert.across;

import org.citywall.contracts.alert.Level;

/**
 * An open alert that a flood counts.
 *
 * @param active whether its condition holds
 * @param part whether it is a part of the flood: it is not red
 */
public record FloodMember(boolean active, boolean part) {
    static FloodMember of(SeatAlert alert) {
        return new FloodMember(alert.active(), alert.level() > Level.RED);
    }
}

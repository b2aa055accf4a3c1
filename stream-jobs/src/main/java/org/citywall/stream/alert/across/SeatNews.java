package org.citywall.stream.alert.across;

import org.citywall.contracts.Nullable;

/**
 * What a seat hears of an alert.
 *
 * @param seat id of the seat
 * @param alertId which alert
 * @param before what the seat knew; null: nothing
 * @param after what it knows now; null: the alert is closed, or another seat's
 * @param fresh whether the alert is new: it was raised, or came again after it was closed
 * @param open whether the alert is open
 * @param at event time, in milliseconds
 */
public record SeatNews(
        String seat,
        String alertId,
        @Nullable SeatAlert before,
        @Nullable SeatAlert after,
        boolean fresh,
        boolean open,
        long at) {}

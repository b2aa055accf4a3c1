package org.citywall.contracts.device;

import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What became of an order to a device; several follow one order.
 *
 * @param commandId of the order; null for the answer of a person to a duty check, which does not
 *     name the order: it answers those of the device that are open
 * @param deviceId registry id
 * @param kind as in the order
 * @param state {@code sent}, {@code confirmed}, {@code answered}, {@code denied}, {@code no-answer}
 * @param detail one sentence for a person
 * @param lines what the device answered to a read, one line per object
 * @param gateway that held the connection
 * @param at when
 */
public record DeviceResult(
        @Nullable String commandId,
        String deviceId,
        String kind,
        String state,
        @Nullable String detail,
        @Nullable List<String> lines,
        String gateway,
        Instant at) {}

package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.ChargerReading;

/** Takes a reading. */
final class Intake {
    private Intake() {}

    static void take(EbikeDraft draft, ChargerReading reading) {
        draft.reading = reading;
    }
}

package org.citywall.stream.ebike;

import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;

/**
 * A reading as it lies in the log. It goes to its site like this and is read there: the two dozen
 * fields of a reading cost more to take apart and put together again on their way than the rules
 * cost that judge them.
 *
 * @param json UTF-8
 * @param partition where it lies, for whoever looks for what cannot be read
 * @param offset the same
 */
@SuppressWarnings("ArrayRecordComponent") // handed straight on, never compared
public record RawReading(byte[] json, int partition, long offset) {
    private static final int MOST_PORTS = 1_000;

    /**
     * The reading.
     *
     * @throws RuntimeException if it cannot be read, or lacks something without which it means
     *     nothing
     */
    public ChargerReading read() {
        ChargerReading reading = Json.read(json, ChargerReading.class);
        require(isText(reading.id()), "id");
        require(isText(reading.source()), "source");
        require(isText(reading.stationId()), "stationId");
        require(reading.port() >= ChargerReading.BOARD && reading.port() <= MOST_PORTS, "port");
        require(reading.receivedAt() != null, "receivedAt");
        require(reading.site() == null || isText(reading.site().id()), "site.id");
        require(isFinite(reading.powerW()), "powerW");
        require(isFinite(reading.portTempC()), "portTempC");
        require(isFinite(reading.boardTempC()), "boardTempC");
        require(isFinite(reading.energyWh()), "energyWh");
        require(reading.elapsedS() == null || reading.elapsedS() >= 0, "elapsedS");
        return reading;
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException("missing or wrong: " + field);
        }
    }

    private static boolean isText(String text) {
        return text != null && !text.isEmpty();
    }

    private static boolean isFinite(Double value) {
        return value == null || Double.isFinite(value);
    }
}

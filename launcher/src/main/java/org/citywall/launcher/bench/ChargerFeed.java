package org.citywall.launcher.bench;

import java.util.concurrent.ExecutionException;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;

/** Writes readings of chargers to their log, stamped with the time at which they were received. */
final class ChargerFeed implements AutoCloseable {
    private final LogFeed log;

    ChargerFeed(String bootstrap) {
        log = new LogFeed(bootstrap, Topics.CHARGER_READINGS);
    }

    /** See {@link LogFeed#keepOurTimes}. */
    void keepOurTimes() throws ExecutionException, InterruptedException {
        log.keepOurTimes();
    }

    /** Forgets what the log holds. */
    void empty() throws ExecutionException, InterruptedException {
        log.empty();
    }

    /** Every port, so many minutes long; returns when Kafka has all of it. */
    void write(ChargerLoad load, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            for (int port = 0; port < load.ports(); port++) {
                send(load.reading(port, minute));
            }
        }
        log.flush();
    }

    private void send(ChargerReading reading) {
        log.send(
                EventTypes.CHARGER_READING,
                reading.source(),
                reading.id(),
                reading.receivedAt().toEpochMilli(),
                reading.site().id(),
                Json.bytes(reading));
    }

    @Override
    public void close() {
        log.close();
    }
}

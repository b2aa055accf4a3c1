package org.citywall.gateway.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.ingest.RejectedEvent;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.gateway.kafka.EventLog;

/** An event log in memory that can fail, or hold its acknowledgements back. */
public final class FakeEventLog implements EventLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean failing;
    private volatile boolean holding;

    @Override
    public synchronized Future<Void> append(Entry entry) {
        if (failing) {
            return Future.failedFuture("the log is down");
        }
        entries.add(entry);
        if (!holding) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        Context context = Vertx.currentContext();
        // As the log of Kafka does: on the context of whoever waits.
        held.add(
                context == null
                        ? promise::complete
                        : () -> context.runOnContext(nothing -> promise.complete()));
        return promise.future();
    }

    /** From now on every append fails, or works again. */
    public void failing(boolean value) {
        failing = value;
    }

    /** From now on nothing is acknowledged until {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Acknowledges what was held, and everything from now on. */
    public synchronized void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Everything that was appended. */
    public List<Entry> entries() {
        return entries;
    }

    /** Fire signals that were appended. */
    public List<FireSignal> signals() {
        return of(Topics.FIRE_SIGNALS, FireSignal.class);
    }

    /** Slope readings that were appended. */
    public List<SlopeReading> readings() {
        return ofType(EventTypes.SLOPE_READING, SlopeReading.class);
    }

    /** Readings of chargers that were appended. */
    public List<ChargerReading> chargerReadings() {
        return ofType(EventTypes.CHARGER_READING, ChargerReading.class);
    }

    /** Answers of chargers that were appended. */
    public List<PortAnswer> portAnswers() {
        return ofType(EventTypes.CHARGER_ANSWER, PortAnswer.class);
    }

    /** Records of this type that were appended. */
    public <T> List<T> ofType(String eventType, Class<T> type) {
        return entries.stream()
                .filter(entry -> entry.type().equals(eventType))
                .map(entry -> Json.read(entry.value(), type))
                .toList();
    }

    /** Rejected events that were appended. */
    public List<RejectedEvent> rejected() {
        return of(Topics.REJECTED, RejectedEvent.class);
    }

    /** Forgets all and works again. */
    public synchronized void reset() {
        failing = false;
        release();
        entries.clear();
    }

    private <T> List<T> of(String topic, Class<T> type) {
        return entries.stream()
                .filter(entry -> entry.topic().equals(topic))
                .map(entry -> Json.read(entry.value(), type))
                .toList();
    }
}

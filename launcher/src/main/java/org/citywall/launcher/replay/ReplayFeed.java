package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.client.ApiClient.Answer;

/**
 * Recorded readings on their way to the gateway: in batches, each again until the gateway has taken
 * it. Without a speed as fast as they are accepted.
 */
final class ReplayFeed implements Recording.Sink {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int BATCH_SIZE = 200;
    private static final int ACCEPTED = 202;
    private static final int PARTLY = 207;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SHOWN = 10;
    private static final long PAUSE_MS = 250;

    private final ApiClient gateway;
    private final String type;
    private final String source;
    private final double speed;
    private final BiFunction<Long, RecordedReading, String> ids;
    private final Consumer<RecordedReading> onAccepted;
    private final List<Waiting> batch = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private long taken;
    private long accepted;
    private Instant clock;

    private record Waiting(String where, RecordedReading reading, String id) {}

    /**
     * @param gateway with a token that may speak for every station
     * @param type of the events
     * @param source tells this run from others
     * @param speed so many times as fast as it happened; 0: as fast as it is accepted
     */
    ReplayFeed(
            ApiClient gateway,
            String type,
            String source,
            double speed,
            Consumer<RecordedReading> onAccepted) {
        this(
                gateway,
                type,
                source,
                speed,
                (number, reading) -> number + "/" + reading.stationId(),
                onAccepted);
    }

    /**
     * The same with other ids.
     *
     * @param ids of the event by its number in the recording, from 1, and what it says
     */
    ReplayFeed(
            ApiClient gateway,
            String type,
            String source,
            double speed,
            BiFunction<Long, RecordedReading, String> ids,
            Consumer<RecordedReading> onAccepted) {
        this.gateway = gateway;
        this.type = type;
        this.source = source;
        this.speed = speed;
        this.ids = ids;
        this.onAccepted = onAccepted;
    }

    @Override
    public void reject(String where, String why) {
        rejected.add(where + ": " + why);
    }

    @Override
    public void take(String where, RecordedReading reading) throws InterruptedException {
        awaitTime(reading.at());
        batch.add(new Waiting(where, reading, ids.apply(++taken, reading)));
        if (batch.size() >= BATCH_SIZE) {
            flush();
        }
    }

    /** Sends what waits and tells what became of all; true when all was accepted. */
    boolean end() throws InterruptedException {
        flush();
        System.out.printf("%d readings accepted, %d not%n", accepted, rejected.size());
        rejected.stream().limit(SHOWN).forEach(System.out::println);
        return rejected.isEmpty() && accepted > 0;
    }

    /** What waits is sent before the pause, else it would be late by it. */
    private void awaitTime(Instant at) throws InterruptedException {
        if (speed > 0 && clock != null && at.isAfter(clock)) {
            flush();
            Thread.sleep(Math.round(Duration.between(clock, at).toMillis() / speed));
        }
        clock = clock == null || at.isAfter(clock) ? at : clock;
    }

    /** Sends what waits. */
    void flush() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        ArrayNode all = Json.mapper().createArrayNode();
        batch.forEach(one -> all.add(event(one)));
        Answer answer = gateway.post("api/v1/events", BATCH, Json.string(all));
        while (answer.status() == TOO_MANY || answer.status() == UNAVAILABLE) {
            Thread.sleep(PAUSE_MS);
            answer = gateway.post("api/v1/events", BATCH, Json.string(all));
        }
        if (answer.status() != ACCEPTED && answer.status() != PARTLY) {
            throw new IllegalStateException("The gateway refuses the recording: " + answer);
        }
        sort(answer.body());
        batch.clear();
    }

    private ObjectNode event(Waiting one) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("specversion", "1.0").put("type", type);
        event.put("source", source).put("cwreplay", true).put("id", one.id());
        return event.set("data", one.reading().data());
    }

    private void sort(JsonNode answer) {
        accepted += answer.path("accepted").asLong();
        List<Waiting> good = new ArrayList<>(batch);
        for (JsonNode one : answer.path("rejected")) {
            Waiting refused = batch.get(one.path("index").asInt());
            good.remove(refused);
            String why = one.path("field").asText() + " " + one.path("detail").asText();
            reject(refused.where(), why + " in " + refused.reading().data());
        }
        good.forEach(one -> onAccepted.accept(one.reading()));
    }
}

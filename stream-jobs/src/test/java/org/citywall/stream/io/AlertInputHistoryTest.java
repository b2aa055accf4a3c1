package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.dryrun.LoggedInput;
import org.junit.jupiter.api.Test;

class AlertInputHistoryTest {
    private static final Instant START = AlertGroup.START;

    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private Instant now = START;

    /** Kafka's own stand-in for a broker, which does not know offsets by time. */
    private final class Log extends MockConsumer<byte[], byte[]> {
        Log() {
            super("earliest");
            List<PartitionInfo> partitions = new ArrayList<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            log.forEach(
                    (partition, records) -> {
                        Node node = Node.noNode();
                        partitions.add(
                                new PartitionInfo(
                                        Topics.ALERT_INPUTS,
                                        partition,
                                        node,
                                        new Node[0],
                                        new Node[0]));
                        ends.put(tp(partition), (long) records.size());
                    });
            updatePartitions(Topics.ALERT_INPUTS, partitions);
            updateEndOffsets(ends);
            schedulePollTask(
                    () -> {
                        log.values().forEach(records -> records.forEach(this::addRecord));
                    });
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach(
                    (partition, time) ->
                            found.put(
                                    partition,
                                    log.get(partition.partition()).stream()
                                            .filter(r -> r.timestamp() >= time)
                                            .findFirst()
                                            .map(
                                                    r ->
                                                            new OffsetAndTimestamp(
                                                                    r.offset(), r.timestamp()))
                                            .orElse(null)));
            return found;
        }
    }

    private static TopicPartition tp(int partition) {
        return new TopicPartition(Topics.ALERT_INPUTS, partition);
    }

    private void append(int partition, double seconds, String type, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> records =
                log.computeIfAbsent(partition, p -> new ArrayList<>());
        RecordHeaders headers = new RecordHeaders();
        headers.add(KafkaHeaders.TYPE, type.getBytes(UTF_8));
        records.add(
                new ConsumerRecord<>(
                        Topics.ALERT_INPUTS,
                        partition,
                        records.size(),
                        AlertGroup.at(seconds).toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        -1,
                        value.length,
                        null,
                        value,
                        headers,
                        Optional.empty()));
    }

    private void press(int partition, double seconds, String id) {
        byte[] value = Json.bytes(AlertInput.of(AlertGroup.press(id, "P1")));
        append(partition, seconds, EventTypes.DETECTION, value);
    }

    private AlertInputHistory open(double from, double until) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new AlertInputHistory(new Log(), AlertGroup.at(from), AlertGroup.at(until), clock);
    }

    private static List<String> read(AlertInputHistory history) {
        List<String> ids = new ArrayList<>();
        while (history.hasNext()) {
            LoggedInput next = history.next();
            ids.add(next.input().detection().id());
        }
        return ids;
    }

    @Test
    void partitionsAreMergedByLogTimeFromTheMomentOnThatWasAskedFor() {
        press(0, 5, "too old");
        press(0, 10, "a");
        press(0, 30, "c");
        press(1, 20, "b");
        press(1, 30, "d");
        press(2, 40, "e");
        press(3, 1, "too old");

        try (AlertInputHistory history = open(10, 100)) {
            assertThat(read(history)).containsExactly("a", "b", "c", "d", "e");
            assertThat(history.isCutShort()).isFalse();
            assertThat(history.malformed()).isZero();
        }
    }

    @Test
    void ticksAreNotReadAndWhatCannotBeReadIsCounted() {
        append(0, 1, EventTypes.TICK, new byte[0]);
        append(0, 2, EventTypes.CANARY, "{".getBytes(UTF_8));
        append(0, 3, EventTypes.DETECTION, "{".getBytes(UTF_8));
        append(0, 4, EventTypes.DETECTION, "{\"kind\":\"detection\"}".getBytes(UTF_8));
        press(0, 5, "a");

        try (AlertInputHistory history = open(0, 100)) {
            assertThat(read(history)).containsExactly("a");
            assertThat(history.malformed()).isEqualTo(2);
        }
    }

    @Test
    void aPartitionThatIsFarAheadWaitsAndNothingIsLost() {
        for (int i = 0; i < 5_000; i++) {
            press(0, 1 + i, "a" + i);
        }
        press(1, 4_999.5, "b");

        try (AlertInputHistory history = open(0, 10_000)) {
            List<String> ids = read(history);
            assertThat(ids).hasSize(5_001).doesNotHaveDuplicates();
            assertThat(ids.get(4_999)).isEqualTo("b");
        }
    }

    @Test
    void itEndsWhenItsTimeIsUpAndSaysSo() {
        press(0, 10, "a");
        press(0, 20, "b");

        try (AlertInputHistory history = open(0, 100)) {
            assertThat(history.hasNext()).isTrue();
            history.next();
            now = AlertGroup.at(100.001);
            assertThat(history.hasNext()).isFalse();
            assertThat(history.isCutShort()).isTrue();
        }
    }
}

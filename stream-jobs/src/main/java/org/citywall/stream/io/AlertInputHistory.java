package org.citywall.stream.io;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.alert.dryrun.Histories;
import org.citywall.stream.alert.dryrun.LoggedInput;

/**
 * The log of alert inputs from a moment to the end that it has when it is opened, its partitions
 * merged by log time. Holds few records of each partition at a time: one that is ahead waits.
 */
final class AlertInputHistory implements Histories.Opened {
    /** Most inputs of a partition that wait for the others. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Instant until;
    private final Clock clock;

    /** By partition, so that of the same time the lower one is first in every run. */
    private final Map<TopicPartition, ArrayDeque<LoggedInput>> waiting =
            new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));

    private final Map<TopicPartition, Long> ends;
    private LoggedInput next;
    private long malformed;
    private boolean cutShort;

    AlertInputHistory(Consumer<byte[], byte[]> consumer, Instant from, Instant until, Clock clock) {
        this.consumer = consumer;
        this.until = until;
        this.clock = clock;
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.ALERT_INPUTS).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + Topics.ALERT_INPUTS);
        }
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp found = first.get(partition);
            consumer.seek(partition, found == null ? ends.get(partition) : found.offset());
            waiting.put(partition, new ArrayDeque<>());
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && !cutShort) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public LoggedInput next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LoggedInput taken = next;
        next = null;
        return taken;
    }

    @Override
    public long malformed() {
        return malformed;
    }

    @Override
    public boolean isCutShort() {
        return cutShort;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** The oldest that waits, once each partition has said what its oldest is. */
    private LoggedInput advance() {
        while (waiting.entrySet().stream().anyMatch(e -> mayGetOlder(e.getKey(), e.getValue()))) {
            if (isOver()) {
                return null;
            }
            poll();
        }
        return isOver()
                ? null
                : waiting.values().stream()
                        .filter(queue -> !queue.isEmpty())
                        .min(Comparator.comparing(queue -> queue.peek().at()))
                        .map(ArrayDeque::poll)
                        .orElse(null);
    }

    private boolean isOver() {
        cutShort = clock.instant().isAfter(until);
        return cutShort;
    }

    private boolean mayGetOlder(TopicPartition partition, ArrayDeque<LoggedInput> queue) {
        return queue.isEmpty() && consumer.position(partition) < ends.get(partition);
    }

    private void poll() {
        waiting.forEach(
                (partition, queue) -> {
                    boolean ended = consumer.position(partition) >= ends.get(partition);
                    if (ended || queue.size() >= MOST_WAITING) {
                        consumer.pause(List.of(partition));
                    } else {
                        consumer.resume(List.of(partition));
                    }
                });
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < ends.get(partition)) {
                take(record, waiting.get(partition));
            }
        }
    }

    /** Most of the log are ticks and canaries, which need not be parsed to be known. */
    private void take(ConsumerRecord<byte[], byte[]> record, ArrayDeque<LoggedInput> queue) {
        String type = EventReader.header(record, KafkaHeaders.TYPE);
        if (EventTypes.TICK.equals(type)
                || EventTypes.CANARY.equals(type)
                || EventTypes.ALERT_RULES.equals(type)) {
            return;
        }
        try {
            queue.add(
                    new LoggedInput(
                            Instant.ofEpochMilli(record.timestamp()),
                            AlertInputReader.parse(record.value())));
        } catch (RuntimeException e) {
            malformed++; // the alerts job has said so in its log
        }
    }
}

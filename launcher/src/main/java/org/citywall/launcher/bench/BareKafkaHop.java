package org.citywall.launcher.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What one hop through Kafka costs on this machine now: produce with acks=all, consume. */
final class BareKafkaHop implements AutoCloseable {
    private static final String TOPIC = "citywall.bench.hop";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int VALUE_BYTES = 400;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;
    private volatile Latencies latencies;

    BareKafkaHop(String bootstrap, Latencies latencies) {
        this.latencies = latencies;
        createTopic(bootstrap);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap, "fetch.min.bytes", "1"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        reader = new Thread(this::read, "bench-kafka-hop");
        reader.start();
    }

    private static void createTopic(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create " + TOPIC, e);
            }
        }
    }

    /** One hop; its duration is recorded when the record arrives. */
    void send() {
        byte[] value = new byte[VALUE_BYTES];
        ByteBuffer.wrap(value).putLong(System.nanoTime());
        producer.send(new ProducerRecord<>(TOPIC, value));
    }

    private void read() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL)
                        .forEach(
                                r ->
                                        latencies.recordNanos(
                                                System.nanoTime()
                                                        - ByteBuffer.wrap(r.value()).getLong()));
            }
        } catch (WakeupException e) {
            // close() asked for the end.
        } finally {
            consumer.close();
        }
    }

    /** Where hops from now on are recorded. */
    void recordInto(Latencies next) {
        latencies = next;
    }

    @Override
    public void close() {
        consumer.wakeup();
        Threads.join(reader);
        producer.close();
    }
}

package org.citywall.launcher.acceptance;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.citywall.launcher.Citywall;

/**
 * Whatever can be heard of a city from outside of its record: frames, Redis, logs, metrics, Kafka.
 */
final class Overheard implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Citywall city;
    private final Queue<String> frames = new ConcurrentLinkedQueue<>();
    private final Queue<String> published = new ConcurrentLinkedQueue<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final LogTap tap = new LogTap();
    private final RedisClient redis;
    private final List<WebSocket> sockets = new ArrayList<>();

    /**
     * Listens from now on.
     *
     * @param tokens of a wall, and of who signed in at a desk: each has a socket of its own
     */
    Overheard(Citywall city, String... tokens) {
        this.city = city;
        redis = RedisClient.create(city.redisUri());
        StatefulRedisPubSubConnection<String, String> channel = redis.connectPubSub();
        channel.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String pattern, String on, String message) {
                        published.add(on + " " + message);
                    }
                });
        channel.sync().psubscribe("*");
        tap.start();
        root().addAppender(tap);
        for (String token : tokens) {
            sockets.add(open(token));
        }
    }

    private WebSocket open(String token) {
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("citywall.v1")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:%d/ws".formatted(city.ports().web())),
                                new Frames())
                        .join();
        socket.sendText("{\"op\":\"auth\",\"token\":\"%s\"}".formatted(token), true).join();
        socket.sendText(
                        "{\"op\":\"subscribe\",\"topics\":[\"alerts\",\"tickets\",\"hot-spots\","
                                + "\"devices\",\"signals\",\"health\"]}",
                        true)
                .join();
        return socket;
    }

    /** All of it, by where it was heard. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        all.put("frames", String.join("\n", frames));
        all.put("pub/sub", String.join("\n", published));
        all.put("logs", String.join("\n", logged));
        all.put("Redis", stored());
        all.put("metrics", Metrics.scrape(city.ports().ops(), "/metrics"));
        all.put("metrics of the jobs", Metrics.scrape(city.ports().flinkMetrics(), "/metrics"));
        all.put("Kafka", log());
        return all;
    }

    /** Every key of Redis with its value, whatever its kind. */
    private String stored() {
        RedisCommands<String, String> commands = redis.connect().sync();
        StringBuilder all = new StringBuilder();
        ScanIterator<String> keys = ScanIterator.scan(commands);
        while (keys.hasNext()) {
            String key = keys.next();
            all.append(key).append(' ');
            switch (commands.type(key)) {
                case "hash" -> all.append(commands.hgetall(key));
                case "string" -> all.append(commands.get(key));
                case "stream" ->
                        all.append(commands.xrange(key, io.lettuce.core.Range.<String>unbounded()));
                case "set" -> all.append(commands.smembers(key));
                case "zset" -> all.append(commands.zrange(key, 0, -1));
                case "list" -> all.append(commands.lrange(key, 0, -1));
                default -> throw new IllegalStateException(key + " is a " + commands.type(key));
            }
            all.append('\n');
        }
        return all.toString();
    }

    /** Every record of every topic, with key and headers. */
    private String log() {
        StringBuilder all = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", city.kafkaBootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.listTopics().entrySet().stream()
                            .filter(topic -> !topic.getKey().startsWith("_"))
                            .flatMap(topic -> topic.getValue().stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    all.append(each.topic()).append(' ').append(text(each.key())).append(' ');
                    each.headers().forEach(header -> all.append(text(header.value())).append(' '));
                    all.append(text(each.value())).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Logger root() {
        return (Logger) LogManager.getRootLogger();
    }

    @Override
    public void close() {
        root().removeAppender(tap);
        sockets.forEach(WebSocket::abort);
        redis.shutdown();
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder whole = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            whole.append(data);
            if (last) {
                frames.add(whole.toString());
                whole.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private final class LogTap extends AbstractAppender {
        LogTap() {
            super("overheard", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
            for (Throwable at = event.getThrown(); at != null; at = at.getCause()) {
                line.append(' ').append(at);
            }
            logged.add(line.toString());
        }
    }
}

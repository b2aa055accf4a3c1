package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.fire.FireInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final FireSignal PRESS =
            new FireSignal(
                    "1",
                    "urn:p",
                    "D1",
                    null,
                    FireSignalKind.PRESS,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Instant.EPOCH,
                    new SiteRef("B-1", "一号楼", 114, 22),
                    null,
                    null,
                    true,
                    false);

    private final CountingMetrics metrics = new CountingMetrics();
    private final FireInputReader fire = new FireInputReader();
    private final AlertInputReader alerts = new AlertInputReader();

    @BeforeEach
    void open() throws Exception {
        fire.open(metrics);
        alerts.open(metrics);
    }

    @Test
    void signalsAreKeyedBySite() {
        FireInput input = read(record(0, 1_000, EventTypes.FIRE_SIGNAL, Json.bytes(PRESS)));

        assertThat(input.key()).isEqualTo("B-1");
        assertThat(input.signal()).isEqualTo(PRESS);
    }

    @Test
    void canariesAreKeyedByTheirGroup() {
        Canary canary = new Canary("g", 1, 2, "0011223344556677", Instant.EPOCH);

        FireInput input = read(record(0, 1_000, EventTypes.CANARY, Json.bytes(canary)));

        assertThat(input.key()).isEqualTo("0011223344556677");
        assertThat(input.canary()).isEqualTo(canary);
    }

    @Test
    void testsAreKeyedBySiteAmongItsSignals() {
        TestWindow window =
                new TestWindow(
                        "w",
                        "B-1",
                        List.of(new TestPoint("D1", null, FireSignalKind.PRESS)),
                        Instant.EPOCH,
                        Instant.ofEpochSecond(60),
                        "lead",
                        "王工",
                        "季度测试",
                        false);

        FireInput input = read(record(0, 1_000, EventTypes.FIRE_TEST_WINDOW, Json.bytes(window)));

        assertThat(input.key()).isEqualTo("B-1");
        assertThat(input.window()).isEqualTo(window);
        assertThat(input.isTick()).isFalse();
    }

    @Test
    void aTestWithoutItsListOfPointsIsMalformedAndNotOneOfTheWholeSite() {
        byte[] body =
                ("{\"id\":\"w\",\"siteId\":\"B-1\",\"from\":\"2026-01-01T00:00:00Z\","
                                + "\"to\":\"2026-01-01T01:00:00Z\",\"by\":\"a\",\"byName\":\"a\","
                                + "\"reason\":\"r\",\"cancelled\":false}")
                        .getBytes(UTF_8);

        assertThat(read(record(0, 1_000, EventTypes.FIRE_TEST_WINDOW, body)).isTick()).isTrue();
        assertThat(metrics.malformed()).isEqualTo(1);
    }

    @Test
    void aTickIsNotEvenParsed() {
        assertThat(read(record(0, 1_000, EventTypes.TICK, "nonsense".getBytes(UTF_8))).isTick())
                .isTrue();
        assertThat(metrics.malformed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"id\":\"1\",\"source\":\"s\",\"deviceId\":\"d\",\"signal\":\"shout\"}",
                "{\"id\":\"1\",\"source\":\"s\",\"deviceId\":\"d\",\"signal\":\"press\"}"
            })
    void aMalformedSignalIsCountedAndBecomesATick(String body) {
        assertThat(read(record(0, 1_000, EventTypes.FIRE_SIGNAL, body.getBytes(UTF_8))).isTick())
                .isTrue();
        assertThat(metrics.malformed()).isEqualTo(1);
    }

    @Test
    void aRecordWithoutATypeOrAValueIsMalformed() {
        assertThat(read(record(0, 1_000, null, Json.bytes(PRESS))).isTick()).isTrue();
        assertThat(read(record(0, 1_000, EventTypes.FIRE_SIGNAL, null)).isTick()).isTrue();
        assertThat(metrics.malformed()).isEqualTo(2);
    }

    @Test
    void detectionsAndCommandsAreRead() {
        AlertInput input = AlertInput.of(AlertGroup.press("d1", "P1"));

        assertThat(readAlert(Json.bytes(input))).isEqualTo(input);
        assertThat(metrics.malformed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"detection\"}",
                "{\"kind\":\"detection\",\"groupHash\":\"a\"}",
                "{\"kind\":\"detection\",\"groupHash\":\"a\",\"detection\":{\"id\":\"x\"}}",
                "{\"kind\":\"command\",\"groupHash\":\"a\",\"command\":{\"commandId\":\"c\"}}",
                "{\"kind\":\"canary\",\"groupHash\":\"a\"}"
            })
    void aMalformedAlertInputIsCountedAndBecomesATick(String body) {
        assertThat(readAlert(body.getBytes(UTF_8)).kind()).isEqualTo(AlertInput.Kind.TICK);
        assertThat(metrics.malformed()).isEqualTo(1);
    }

    private FireInput read(ConsumerRecord<byte[], byte[]> record) {
        Collected<FireInput> out = new Collected<>();
        fire.deserialize(record, out);
        assertThat(out.records).hasSize(1);
        return out.records.get(0);
    }

    private AlertInput readAlert(byte[] body) {
        Collected<AlertInput> out = new Collected<>();
        alerts.deserialize(record(0, 0, EventTypes.DETECTION, body), out);
        assertThat(out.records).hasSize(1);
        return out.records.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long timestamp, String type, byte[] body) {
        RecordHeaders headers = new RecordHeaders();
        if (type != null) {
            headers.add(KafkaHeaders.TYPE, type.getBytes(UTF_8));
        }
        return new ConsumerRecord<>(
                "topic",
                partition,
                1,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                body,
                headers,
                Optional.empty());
    }

    private static final class Collected<T> implements Collector<T> {
        private final List<T> records = new ArrayList<>();

        @Override
        public void collect(T record) {
            records.add(record);
        }

        @Override
        public void close() {}
    }

    private static final class CountingMetrics
            implements DeserializationSchema.InitializationContext {
        private final Counter counter = new SimpleCounter();

        long malformed() {
            return counter.getCount();
        }

        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    return name.equals("malformedRecords") ? counter : super.counter(name);
                }
            };
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
        }
    }
}

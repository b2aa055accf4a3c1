package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.log.FromLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EbikeInputReaderTest {
    private static final String AT = "\"2026-03-02T10:00:00.000Z\"";
    private static final String SITE =
            "\"site\":{\"id\":\"C-1\",\"name\":\"车棚\",\"lon\":114,\"lat\":22}";
    private static final String READING =
            "{\"id\":\"1\",\"source\":\"s\",\"stationId\":\"CH-1\",\"port\":2,\"state\":\"charging\","
                    + "\"powerW\":300,\"receivedAt\":"
                    + AT
                    + ",\"registered\":true,"
                    + SITE
                    + "}";
    private static final String ORDER =
            "{\"commandId\":\"o\",\"siteId\":\"C-1\",\"stationId\":\"CH-1\",\"port\":2,"
                    + "\"action\":\"cut-off\",\"by\":\"officer\",\"reason\":\"过热\",\"at\":"
                    + AT
                    + "}";
    private static final String ANSWER =
            "{\"commandId\":\"o\",\"attempt\":1,\"siteId\":\"C-1\",\"stationId\":\"CH-1\",\"port\":2,"
                    + "\"step\":\"DONE\",\"gateway\":\"g\",\"at\":"
                    + AT
                    + "}";
    private static final String PROFILE =
            "{\"siteId\":\"C-1\",\"version\":1,\"siteLimitW\":7800,\"autoCutOff\":false}";
    private static final String WATCH = "{\"siteId\":\"C-1\",\"replay\":false,\"at\":" + AT + "}";
    private static final String CAMERA =
            "{\"id\":\"1\",\"source\":\"s\",\"cameraId\":\"K\",\"kind\":\"ebike-in-lift\","
                    + "\"confidence\":0.9,\"receivedAt\":"
                    + AT
                    + "}";

    private static final long OFFSET = 41;

    private final EbikeInputReader reader = new EbikeInputReader();

    @BeforeEach
    void open() {
        reader.open(
                new DeserializationSchema.InitializationContext() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return new UnregisteredMetricsGroup();
                    }

                    @Override
                    public UserCodeClassLoader getUserCodeClassLoader() {
                        throw new UnsupportedOperationException();
                    }
                });
    }

    @Test
    void eachTypeIsReadToItsSite() {
        EbikeInput reading = read(EventTypes.CHARGER_READING, READING);
        assertThat(reading.key()).isEqualTo("C-1");
        assertThat(reading.isReading()).isTrue();
        assertThat(reading.read().reading().powerW()).isEqualTo(300);
        assertThat(reading.read().key()).isEqualTo("C-1");
        assertThat(read(EventTypes.CHARGER_ORDER, ORDER).order().commandId()).isEqualTo("o");
        assertThat(read(EventTypes.CHARGER_ANSWER, ANSWER).answer().attempt()).isOne();
        assertThat(read(EventTypes.CHARGER_PROFILE, PROFILE).profile().siteLimitW())
                .isEqualTo(7_800);
        assertThat(read(EventTypes.CHARGER_WATCH, WATCH).key()).isEqualTo("C-1");
        String ofRecording = WATCH.replace("false", "true");
        assertThat(read(EventTypes.CHARGER_WATCH, ofRecording).key()).isEqualTo("C-1~replay");
        EbikeInput camera = read(EventTypes.CAMERA_EVENT, CAMERA);
        assertThat(camera.key()).as("of a camera without site").isEqualTo("K");
        assertThat(read(EventTypes.TICK, "{}").isTick()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "citywall.charger.order.v1; \"by\":\"officer\"; \"by\":\"\"",
                "citywall.charger.order.v1; \"port\":2; \"port\":0",
                "citywall.charger.order.v1; \"action\":\"cut-off\"; \"port\":2",
                "citywall.charger.answer.v1; \"step\":\"DONE\"; \"port\":2",
                "citywall.charger.profile.v1; \"version\":1; \"version\":0",
                "citywall.charger.profile.v1; \"siteLimitW\":7800; \"siteLimitW\":-1",
                "citywall.charger.watch.v1; \"siteId\":\"C-1\",\"replay\"; \"replay\"",
                "citywall.camera.event.v1; \"kind\":\"ebike-in-lift\"; \"kind\":\"\"",
                "citywall.fire.signal.v1; \"id\"; \"id\""
            })
    void whatCannotBeReadIsATick(String type, String right, String wrong) {
        String json =
                List.of(ORDER, ANSWER, PROFILE, WATCH, CAMERA).stream()
                        .filter(one -> one.contains(right))
                        .findFirst()
                        .orElseThrow();

        assertThat(read(type, json.replaceFirst(Pattern.quote(right), wrong)).isTick()).isTrue();
    }

    /** Its site reads it, and counts what it cannot read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"port\":2; \"port\":-1",
                "\"port\":2; \"port\":5000",
                "\"powerW\":300; \"powerW\":\"NaN\"",
                "\"powerW\":300; \"elapsedS\":-4",
                "\"stationId\":\"CH-1\"; \"stationId\":\"\"",
                "\"id\":\"C-1\"; \"id\":\"\"",
                "\"receivedAt\"; \"then\"",
                "\"port\":2; \"replay\":true,\"port\":2"
            })
    void aReadingThatCannotBeReadGoesToItsSite(String right, String wrong) {
        assertThat(READING).contains(right);
        String json = READING.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        EbikeInput input = read(EventTypes.CHARGER_READING, json);

        assertThat(input.key()).isEqualTo("C-1");
        assertThat(input.raw().offset()).isEqualTo(OFFSET);
        assertThatThrownBy(input::read).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsRecordedIsKeptApartByItsHeader() {
        ConsumerRecord<byte[], byte[]> record =
                record(
                        Topics.CHARGER_READINGS,
                        0,
                        EventTypes.CHARGER_READING,
                        READING.replace("\"port\":2", "\"replay\":true,\"port\":2"));
        record.headers().add(KafkaHeaders.REPLAY, "true".getBytes(UTF_8));

        EbikeInput input = read(record);

        assertThat(input.key()).isEqualTo("C-1~replay");
        assertThat(input.read().reading().replay()).isTrue();
        record.headers().remove(KafkaHeaders.REPLAY);
        assertThatThrownBy(read(record)::read)
                .as("a recording that does not say so is no reading of what goes on")
                .hasMessageContaining("replay");
    }

    @Test
    void aReadingWithoutSiteIsATick() {
        ConsumerRecord<byte[], byte[]> whole =
                record(Topics.CHARGER_READINGS, 0, EventTypes.CHARGER_READING, READING);
        ConsumerRecord<byte[], byte[]> keyless =
                new ConsumerRecord<>(Topics.CHARGER_READINGS, 0, 0, null, whole.value());
        whole.headers().forEach(keyless.headers()::add);

        assertThat(read(keyless).isTick()).isTrue();
    }

    @Test
    void aReadingComesWithItsPartitionAndTheTimeOfCamerasDoesNotCount() throws Exception {
        FromLogReader<EbikeInput> whole = new FromLogReader<>(reader, Topics.CHARGER_READINGS);
        List<FromLog<EbikeInput>> out = new ArrayList<>();
        Collector<FromLog<EbikeInput>> collector = new ListCollector<>(out);

        whole.deserialize(
                record(Topics.CHARGER_READINGS, 0, EventTypes.CHARGER_READING, READING), collector);
        whole.deserialize(record(Topics.CAMERA_EVENTS, 0, EventTypes.TICK, "{}"), collector);

        assertThat(out).extracting(FromLog::partition).containsExactly(0, FromLog.NO_TIME);
        assertThat(out.get(0).input().isReading()).isTrue();
        assertThat(out.get(1).input().isTick()).isTrue();
    }

    private EbikeInput read(String type, String json) {
        return read(record(Topics.CHARGER_READINGS, 0, type, json));
    }

    private EbikeInput read(ConsumerRecord<byte[], byte[]> record) {
        List<EbikeInput> out = new ArrayList<>();
        reader.deserialize(
                record,
                new Collector<>() {
                    @Override
                    public void collect(EbikeInput input) {
                        out.add(input);
                    }

                    @Override
                    public void close() {}
                });
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long time, String type, String json) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(KafkaHeaders.TYPE, type.getBytes(UTF_8));
        return new ConsumerRecord<>(
                topic,
                0,
                OFFSET,
                time,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "C-1".getBytes(UTF_8),
                json.getBytes(UTF_8),
                headers,
                Optional.empty());
    }
}

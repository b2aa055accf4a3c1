package org.citywall.launcher.bench;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.config.StreamOptions;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.io.KafkaStreams;
import org.citywall.stream.io.LiveWrites;
import org.citywall.stream.job.EbikeJob;
import org.citywall.stream.log.FromLog;

/**
 * Reads the whole log of charger readings as fast as it goes, by the e-bike job, by one that reads
 * and parses only, and by one that reads only.
 */
final class ChargerDrain {
    private final StreamOptions options;
    private final String bootstrap;

    ChargerDrain(StreamOptions options, String bootstrap) {
        this.options = options;
        this.bootstrap = bootstrap;
    }

    /** The real job; its pages become JSON and go nowhere, so does the rest. */
    Drain.Result ebikeJob(long from) throws Exception {
        return Drain.run(
                options,
                "e-bike drain",
                from,
                env -> {
                    env.setBufferTimeout(options.ebikeBufferTimeout().toMillis());
                    job(KafkaStreams.ebikeBacklog(bootstrap)).define(env);
                });
    }

    /** The job without end, for its checkpoints. */
    void endless(StreamExecutionEnvironment env) {
        env.configure(EbikeJob.settings(options));
        job(KafkaStreams.ebike(bootstrap)).define(env);
    }

    /** Sessions that end are counted in {@link ToNowhere#counted}. */
    private EbikeJob job(KafkaSource<FromLog<EbikeInput>> source) {
        return new EbikeJob(
                source,
                counted(),
                new EbikeJob.Sinks(
                        new DiscardingSink<>(),
                        new ToNowhere<>(site -> LiveWrites.of(site).rev() < 0),
                        new ToNowhere<>(page -> LiveWrites.of(page).rev() < 0),
                        new ToNowhere<>(session -> true),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                options.ebike(),
                standstill());
    }

    /**
     * The same source and the same reader, and nothing behind it. The job reads the JSON of a
     * reading where its site is judged; here the same function does it right behind the source.
     */
    Drain.Result consumeParse(long from) throws Exception {
        return Drain.run(
                options,
                "consume-parse drain",
                from,
                env ->
                        env.fromSource(KafkaStreams.ebikeBacklog(bootstrap), counted(), "chargers")
                                .uid("chargers")
                                .map(
                                        read -> read.input().read(),
                                        TypeInformation.of(EbikeInput.class))
                                .uid("read")
                                .sinkTo(new DiscardingSink<>())
                                .uid("nowhere"));
    }

    /** The same source without the reader: bytes. */
    Drain.Result consumeOnly(long from) throws Exception {
        KafkaSource<Integer> bytes =
                KafkaSource.<Integer>builder()
                        .setBootstrapServers(bootstrap)
                        .setTopics(Topics.CHARGER_READINGS)
                        .setGroupId("citywall-bench-bytes")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(new Lengths())
                        .build();
        return Drain.run(
                options,
                "consume-only drain",
                from,
                env ->
                        env.fromSource(bytes, Drain.counted(length -> true), "bytes")
                                .uid("bytes")
                                .sinkTo(new DiscardingSink<>())
                                .uid("nowhere"));
    }

    private Duration standstill() {
        return options.fire().standstill();
    }

    private static WatermarkStrategy<FromLog<EbikeInput>> counted() {
        return Drain.counted(read -> read.input().isReading());
    }

    /** Looks at nothing but the length. */
    private static final class Lengths implements KafkaRecordDeserializationSchema<Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Integer> out) {
            out.collect(record.value().length);
        }

        @Override
        public TypeInformation<Integer> getProducedType() {
            return TypeInformation.of(Integer.class);
        }
    }
}

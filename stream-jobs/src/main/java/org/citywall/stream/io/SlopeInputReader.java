package org.citywall.stream.io;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.stream.slope.SlopeInput;

/**
 * Reads slope readings, settings and releases of slopes, and ticks, and notices when a partition's
 * time stood still, as {@link FireInputReader} does.
 */
final class SlopeInputReader extends EventReader<SlopeInput> {
    private final long standstillMs;
    private transient Map<Integer, Long> newest;
    private transient Map<Integer, Instant> awakeSince;

    SlopeInputReader(Duration standstill) {
        this.standstillMs = standstill.toMillis();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        super.open(context);
        newest = new HashMap<>();
        awakeSince = new HashMap<>();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SlopeInput> out) {
        Long before = newest.put(record.partition(), record.timestamp());
        if (before != null && record.timestamp() - before > standstillMs) {
            awakeSince.put(record.partition(), Instant.ofEpochMilli(record.timestamp()));
        }
        super.deserialize(record, out);
    }

    @Override
    SlopeInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        if (EventTypes.SLOPE_PROFILE.equals(type)) {
            SlopeProfile profile = Json.read(record.value(), SlopeProfile.class);
            require(isText(profile.siteId()), "siteId");
            require(profile.version() > 0, "version");
            return SlopeInput.of(profile).after(awakeSince.get(record.partition()));
        }
        if (EventTypes.SLOPE_RELEASE.equals(type)) {
            SlopeRelease release = Json.read(record.value(), SlopeRelease.class);
            require(isText(release.siteId()), "siteId");
            require(isText(release.by()), "by");
            require(isText(release.reason()), "reason");
            require(release.at() != null, "at");
            return SlopeInput.of(release).after(awakeSince.get(record.partition()));
        }
        require(EventTypes.SLOPE_READING.equals(type), "ce_type");
        SlopeReading reading = Json.read(record.value(), SlopeReading.class);
        require(isText(reading.id()), "id");
        require(isText(reading.source()), "source");
        require(isText(reading.stationId()), "stationId");
        require(isText(reading.channel()), "channel");
        require(reading.instrument() != null, "instrument");
        require(reading.values() != null, "values");
        require(reading.deviceTime() != null, "deviceTime");
        require(reading.receivedAt() != null, "receivedAt");
        require(reading.site() == null || isText(reading.site().id()), "site.id");
        return SlopeInput.of(reading).after(awakeSince.get(record.partition()));
    }

    @Override
    SlopeInput tick() {
        return SlopeInput.TICK;
    }

    @Override
    public TypeInformation<SlopeInput> getProducedType() {
        return TypeInformation.of(SlopeInput.class);
    }
}

package org.citywall.stream.io;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.contracts.slope.SlopeReading;
import org.citywall.contracts.slope.SlopeRelease;
import org.citywall.stream.slope.SlopeInput;

/** Reads slope readings, settings and releases of slopes, and ticks. */
final class SlopeInputReader extends EventReader<SlopeInput> {
    @Override
    SlopeInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        if (EventTypes.SLOPE_PROFILE.equals(type)) {
            SlopeProfile profile = Json.read(record.value(), SlopeProfile.class);
            require(isText(profile.siteId()), "siteId");
            require(profile.version() > 0, "version");
            return SlopeInput.of(profile);
        }
        if (EventTypes.SLOPE_RELEASE.equals(type)) {
            SlopeRelease release = Json.read(record.value(), SlopeRelease.class);
            require(isText(release.siteId()), "siteId");
            require(isText(release.by()), "by");
            require(isText(release.reason()), "reason");
            require(release.at() != null, "at");
            return SlopeInput.of(release);
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
        return SlopeInput.of(reading);
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

package org.citywall.stream.io;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.ebike.CameraEvent;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.ChargerReading;
import org.citywall.contracts.ebike.PageWatch;
import org.citywall.contracts.ebike.PortAnswer;
import org.citywall.contracts.ebike.PortOrder;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.place.SiteRef;
import org.citywall.stream.ebike.EbikeInput;
import org.citywall.stream.ebike.RawReading;

/** Reads what chargers say, what is ordered of them, who looks, what cameras see, and ticks. */
final class EbikeInputReader extends EventReader<EbikeInput> {
    private static final int MOST_PORTS = 1_000;

    @Override
    EbikeInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        require(type != null, "ce_type");
        return switch (type) {
            case EventTypes.CHARGER_READING -> reading(record);
            case EventTypes.CHARGER_PROFILE -> EbikeInput.of(profile(record.value()), null);
            case EventTypes.CHARGER_ORDER -> EbikeInput.of(order(record.value()), null);
            case EventTypes.CHARGER_ANSWER -> EbikeInput.of(answer(record.value()), null);
            case EventTypes.CHARGER_WATCH -> EbikeInput.of(watch(record.value()), null);
            case EventTypes.CAMERA_EVENT -> EbikeInput.of(camera(record.value()));
            default -> throw new IllegalArgumentException("missing or wrong: ce_type");
        };
    }

    /** Its bytes only: they are read where its site is judged. */
    private static EbikeInput reading(ConsumerRecord<byte[], byte[]> record) {
        require(record.key() != null && record.key().length > 0, "key");
        require(record.value() != null, "value");
        return EbikeInput.of(
                new RawReading(record.value(), record.partition(), record.offset()),
                new String(record.key(), StandardCharsets.UTF_8),
                "true".equals(header(record, KafkaHeaders.REPLAY)),
                null);
    }

    private static ChargerProfile profile(byte[] json) {
        ChargerProfile profile = Json.read(json, ChargerProfile.class);
        require(isText(profile.siteId()), "siteId");
        require(profile.version() > 0, "version");
        require(isPositive(profile.portRatingW()), "portRatingW");
        require(isPositive(profile.siteLimitW()), "siteLimitW");
        require(isPositive(profile.floatW()), "floatW");
        require(profile.heartbeatS() == null || profile.heartbeatS() > 0, "heartbeatS");
        return profile;
    }

    private static PortOrder order(byte[] json) {
        PortOrder order = Json.read(json, PortOrder.class);
        require(isText(order.commandId()), "commandId");
        require(isText(order.siteId()), "siteId");
        require(isText(order.stationId()), "stationId");
        require(order.port() > ChargerReading.BOARD && order.port() <= MOST_PORTS, "port");
        require(order.action() != null, "action");
        require(isText(order.by()), "by");
        require(isText(order.reason()), "reason");
        require(order.at() != null, "at");
        return order;
    }

    private static PortAnswer answer(byte[] json) {
        PortAnswer answer = Json.read(json, PortAnswer.class);
        require(isText(answer.commandId()), "commandId");
        require(isText(answer.siteId()), "siteId");
        require(isText(answer.stationId()), "stationId");
        require(answer.step() != null, "step");
        require(answer.at() != null, "at");
        return answer;
    }

    private static PageWatch watch(byte[] json) {
        PageWatch watch = Json.read(json, PageWatch.class);
        require(isText(watch.siteId()), "siteId");
        return watch;
    }

    private static CameraEvent camera(byte[] json) {
        CameraEvent event = Json.read(json, CameraEvent.class);
        require(isText(event.id()), "id");
        require(isText(event.source()), "source");
        require(isText(event.cameraId()), "cameraId");
        require(isText(event.kind()), "kind");
        require(event.receivedAt() != null, "receivedAt");
        require(isPlace(event.site()), "site.id");
        return event;
    }

    private static boolean isPlace(SiteRef site) {
        return site == null || isText(site.id());
    }

    private static boolean isPositive(Double value) {
        return value == null || (Double.isFinite(value) && value > 0);
    }

    @Override
    EbikeInput tick() {
        return EbikeInput.TICK;
    }

    @Override
    public TypeInformation<EbikeInput> getProducedType() {
        return TypeInformation.of(EbikeInput.class);
    }
}

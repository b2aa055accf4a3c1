package org.citywall.stream.io;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Canary;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.contracts.names.EventTypes;
import org.citywall.stream.fire.FireInput;

/** Reads fire signals, registered tests and canaries. */
final class FireInputReader extends EventReader<FireInput> {
    @Override
    FireInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        if (EventTypes.CANARY.equals(type)) {
            Canary canary = Json.read(record.value(), Canary.class);
            require(isText(canary.groupHash()), "groupHash");
            require(canary.sentAt() != null, "sentAt");
            return FireInput.of(canary);
        }
        if (EventTypes.FIRE_TEST_WINDOW.equals(type)) {
            TestWindow window = Json.read(record.value(), TestWindow.class);
            check(window);
            return FireInput.of(window, null);
        }
        require(EventTypes.FIRE_SIGNAL.equals(type), "ce_type");
        FireSignal signal = Json.read(record.value(), FireSignal.class);
        require(isText(signal.id()), "id");
        require(isText(signal.source()), "source");
        require(isText(signal.deviceId()), "deviceId");
        require(signal.signal() != null, "signal");
        require(signal.receivedAt() != null, "receivedAt");
        require(signal.site() == null || isText(signal.site().id()), "site.id");
        require(signal.site() != null || !signal.registered(), "site");
        return FireInput.of(signal, null);
    }

    /** A test whose points cannot be told must not become one of the whole site. */
    private static void check(TestWindow window) {
        require(isText(window.id()), "id");
        require(isText(window.siteId()), "siteId");
        require(window.from() != null && window.to() != null, "from");
        require(window.from().isBefore(window.to()), "to");
        require(
                window.points() != null && window.points().size() <= TestWindow.MAX_POINTS,
                "points");
        window.points().forEach(point -> require(isText(point.deviceId()), "points.deviceId"));
        require(window.by() != null && window.byName() != null, "by");
        require(window.reason() != null, "reason");
    }

    @Override
    FireInput tick() {
        return FireInput.TICK;
    }

    @Override
    public TypeInformation<FireInput> getProducedType() {
        return TypeInformation.of(FireInput.class);
    }
}

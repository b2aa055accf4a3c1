package org.citywall.stream.io;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;

/** Reads detections, commands and canaries. */
final class AlertInputReader extends EventReader<AlertInput> {
    private static final AlertInput TICK = AlertInput.tick();

    @Override
    AlertInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        AlertInput input = Json.read(record.value(), AlertInput.class);
        require(input.kind() != null, "kind");
        require(input.kind() == AlertInput.Kind.TICK || isText(input.groupHash()), "groupHash");
        switch (input.kind()) {
            case DETECTION -> check(input.detection());
            case COMMAND -> check(input.command());
            case CANARY -> require(input.canary() != null, "canary");
            case TICK -> {}
        }
        return input;
    }

    @Override
    AlertInput tick() {
        return TICK;
    }

    @Override
    public TypeInformation<AlertInput> getProducedType() {
        return TypeInformation.of(AlertInput.class);
    }

    private static void check(Detection detection) {
        require(detection != null, "detection");
        require(isText(detection.id()), "detection.id");
        require(isText(detection.groupKey()), "detection.groupKey");
        require(isText(detection.deviceId()), "detection.deviceId");
        require(isText(detection.kind()), "detection.kind");
        require(detection.domain() != null, "detection.domain");
        require(detection.alertClass() != null, "detection.alertClass");
        require(detection.receivedAt() != null, "detection.receivedAt");
        require(
                detection.level() >= Level.RED && detection.level() <= Level.BLUE,
                "detection.level");
        require(detection.evidence() != null && detection.tags() != null, "detection.evidence");
    }

    private static void check(AlertCommand command) {
        require(command != null, "command");
        require(isText(command.commandId()), "command.commandId");
        require(isText(command.alertId()), "command.alertId");
        require(command.action() != null, "command.action");
    }
}

package org.citywall.stream.io;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertCommand;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.AlertRulesReader;

/**
 * Reads detections, commands, facts, rules and canaries, and remembers of each partition which
 * version of the rules was on it last: what follows must not be judged before that version is
 * known. After a restore it remembers none, and needs none: what was on the log before is in the
 * state of the job.
 */
final class AlertInputReader extends EventReader<AlertInput> {
    private static final AlertInput TICK = AlertInput.tick();

    private transient Map<Integer, Long> versions;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        super.open(context);
        versions = new HashMap<>();
    }

    @Override
    AlertInput read(ConsumerRecord<byte[], byte[]> record, String type) {
        AlertInput input = parse(record.value());
        if (input.kind() == AlertInput.Kind.RULES) {
            versions.merge(record.partition(), input.rules().version(), Math::max);
        }
        return input.behind(versions.getOrDefault(record.partition(), 0L));
    }

    /** An input that means something; any exception means that it is malformed. */
    static AlertInput parse(byte[] json) {
        AlertInput input = Json.read(json, AlertInput.class);
        require(input.kind() != null, "kind");
        require(isOfNoGroup(input.kind()) || isText(input.groupHash()), "groupHash");
        switch (input.kind()) {
            case DETECTION -> check(input.detection());
            case COMMAND -> check(input.command());
            case CANARY -> require(input.canary() != null, "canary");
            case FACT -> check(input.fact());
            case RULES -> require(AlertRulesReader.check(input.rules()).isEmpty(), "rules");
            case TICK -> {}
        }
        return input;
    }

    private static boolean isOfNoGroup(AlertInput.Kind kind) {
        return kind == AlertInput.Kind.TICK || kind == AlertInput.Kind.RULES;
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

    private static void check(AlertFact fact) {
        require(fact != null, "fact");
        require(fact.kind() != null, "fact.kind");
        require(isText(fact.alertId()), "fact.alertId");
        require(isText(fact.by()), "fact.by");
        require(fact.at() != null, "fact.at");
    }

    private static void check(AlertCommand command) {
        require(command != null, "command");
        require(isText(command.commandId()), "command.commandId");
        require(isText(command.alertId()), "command.alertId");
        require(command.action() != null, "command.action");
    }
}

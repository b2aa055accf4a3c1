package org.citywall.stream.io;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.DryRunRequest;

/** Reads requests of dry runs; on their topic there are no ticks. */
final class DryRunRequestReader extends EventReader<DryRunRequest> {
    private static final int MOST_HOURS = 168;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DryRunRequest> out) {
        DryRunRequest request = readOrTick(record);
        if (request != null) {
            out.collect(request);
        }
    }

    @Override
    DryRunRequest read(ConsumerRecord<byte[], byte[]> record, String type) {
        DryRunRequest request = Json.read(record.value(), DryRunRequest.class);
        require(isText(request.id()), "id");
        require(request.at() != null, "at");
        require(request.hours() >= 1 && request.hours() <= MOST_HOURS, "hours");
        require(isWhole(request.current()), "current");
        require(isWhole(request.proposed()), "proposed");
        return request;
    }

    private static boolean isWhole(AlertRules rules) {
        return rules != null && AlertRulesReader.check(rules).isEmpty();
    }

    @Override
    DryRunRequest tick() {
        return null;
    }

    @Override
    public TypeInformation<DryRunRequest> getProducedType() {
        return TypeInformation.of(DryRunRequest.class);
    }
}

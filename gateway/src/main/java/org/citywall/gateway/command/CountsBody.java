package org.citywall.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.EvacuationCounts;
import org.citywall.contracts.alert.MoveCounts;

/** Reads {@code evacuation} of a command: the counts of those who must leave. */
final class CountsBody {
    private static final String FIELD = "evacuation";

    private CountsBody() {}

    /** The counts; null with any other action. */
    static EvacuationCounts read(JsonNode body, AlertAction action) {
        if (action != AlertAction.EVACUATION) {
            return null;
        }
        JsonNode counts = object(body, FIELD, FIELD);
        return new EvacuationCounts(counts(counts, "households"), counts(counts, "people"));
    }

    private static MoveCounts counts(JsonNode evacuation, String unit) {
        String path = FIELD + "/" + unit;
        JsonNode value = object(evacuation, unit, path);
        MoveCounts counts =
                new MoveCounts(
                        count(value, path, "toMove"),
                        count(value, path, "moved"),
                        count(value, path, "refused"));
        String misfit = counts.misfit();
        if (misfit != null) {
            throw CommandBody.fault(
                    path + "/" + misfit, "moved and refused together must not exceed toMove");
        }
        return counts;
    }

    private static JsonNode object(JsonNode parent, String field, String path) {
        JsonNode value = parent.path(field);
        if (!value.isObject()) {
            throw CommandBody.fault(path, "must be an object of counts");
        }
        return value;
    }

    private static int count(JsonNode counts, String path, String field) {
        JsonNode value = counts.path(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 0
                || value.intValue() > MoveCounts.MOST) {
            throw CommandBody.fault(
                    path + "/" + field, "must be a whole number of 0 to " + MoveCounts.MOST);
        }
        return value.intValue();
    }
}

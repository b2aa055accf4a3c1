package org.citywall.gateway.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.CommandResult;
import org.citywall.gateway.http.Problem;

/** The alerts job's answer in the words of HTTP. */
final class CommandAnswer {
    private CommandAnswer() {}

    /** Body of a 200. */
    static ObjectNode accepted(CommandResult result) {
        return Json.mapper()
                .createObjectNode()
                .put("commandId", result.commandId())
                .put("alertId", result.alertId())
                .put("rev", result.rev())
                .put("at", Json.time(result.at()));
    }

    /** What to answer to a command that was refused; its reason says who did what before. */
    static Problem refused(CommandResult result) {
        String code = result.code() == null ? "refused" : result.code();
        String why = result.reason() == null ? code : result.reason();
        return switch (code) {
            case "unknown-alert" -> Problem.of(404, code, why);
            case "not-allowed" -> Problem.of(403, code, why);
            case "reason-required" -> Problem.ofField(400, code, "/reason", why);
            case "recipient-required" -> Problem.ofField(400, code, "/to", why);
            case "counts-required" -> Problem.ofField(400, code, "/evacuation", why);
            case "reply-required" -> Problem.ofField(400, code, "/reply", why);
            case "unknown-order" -> Problem.ofField(404, code, "/orderId", why);
            case "stale-revision" -> Problem.ofField(409, code, "/expectedRevision", why);
            default -> Problem.of(409, code, why);
        };
    }
}

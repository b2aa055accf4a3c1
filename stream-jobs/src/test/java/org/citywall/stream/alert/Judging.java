package org.citywall.stream.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.contracts.alertrule.AlertRules;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.stream.alert.rules.RuleVersions;

/** Versions of the rules for tests: what the release ships, with some parts of it replaced. */
public final class Judging {
    private Judging() {}

    /** A version whose parts are written as JSON with ' for ". */
    public static AlertRules version(long version, Instant effectiveAt, String parts) {
        ObjectNode json = Json.mapper().valueToTree(AlertRulesReader.shipped());
        try {
            json.setAll((ObjectNode) Json.mapper().readTree(parts.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        json.put("version", version);
        json.put("at", effectiveAt.toString());
        json.put("effectiveAt", effectiveAt.toString());
        return AlertRulesReader.read(Json.bytes(json));
    }

    /** Rules that judged long before any test begins. */
    static RuleVersions by(String parts) {
        return RuleVersions.of(version(2, Instant.parse("2026-01-02T00:00:00Z"), parts));
    }

    /** A group under such rules. */
    static AlertGroup group(String parts) {
        AlertGroup group = new AlertGroup();
        group.rules = by(parts);
        return group;
    }
}

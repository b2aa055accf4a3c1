package org.citywall.gateway.fire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.registry.Device;
import org.citywall.gateway.registry.FirePoint;
import org.citywall.gateway.registry.PointAddress;
import org.citywall.gateway.registry.RegistrySnapshot;
import org.citywall.gateway.text.PlainText;

/** Reads a test that somebody registers; a {@link Refusal} names the field at fault. */
final class TestWindowBody {
    private static final int MAX_TEXT = 500;
    private static final int MAX_ID = 64;

    private final JsonNode body;
    private final RegistrySnapshot registry;
    private final TestWindowLimits limits;

    private TestWindowBody(JsonNode body, RegistrySnapshot registry, TestWindowLimits limits) {
        this.body = body;
        this.registry = registry;
        this.limits = limits;
    }

    /**
     * The test.
     *
     * @param who registers it
     * @param now when the gateway received it
     */
    static TestWindow read(
            JsonNode body,
            RegistrySnapshot registry,
            TestWindowLimits limits,
            Principal who,
            Instant now) {
        return new TestWindowBody(body, registry, limits).window(who, now);
    }

    private TestWindow window(Principal who, Instant now) {
        String siteId = plain("siteId", MAX_ID);
        RegistrySnapshot.Location site = registry.location(siteId);
        if (site == null) {
            throw fault("/siteId", "is no registered site");
        }
        if (!who.sees(site.place())) {
            throw new Refusal(Problem.of(403, "forbidden", "the site lies outside of your place"));
        }
        List<TestPoint> points = points();
        Instant from = time("from");
        Instant to = time("to");
        if (from.isBefore(now.minus(limits.maxPast()))) {
            throw fault("/from", "must not lie in the past");
        }
        if (from.isAfter(now.plus(limits.maxAhead()))) {
            throw fault("/from", "must lie within %d days".formatted(limits.maxAhead().toDays()));
        }
        if (!to.isAfter(from) || !to.isAfter(now)) {
            throw fault("/to", "must be after from and in the future");
        }
        if (Duration.between(from, to).compareTo(limits.maxLength()) > 0) {
            throw fault("/to", "a test lasts at most %d h".formatted(limits.maxLength().toHours()));
        }
        return new TestWindow(
                UUID.randomUUID().toString(),
                siteId,
                points,
                from,
                to,
                who.name(),
                who.displayName(),
                plain("reason", MAX_TEXT),
                false);
    }

    /** Absent is not empty: all points of a building must be asked for. */
    private List<TestPoint> points() {
        JsonNode list = body.path("points");
        if (!list.isArray() || list.size() > limits.maxPoints()) {
            throw fault(
                    "/points",
                    "must be a list of at most %d points; empty for all of the site"
                            .formatted(limits.maxPoints()));
        }
        List<TestPoint> points = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            points.add(point(list.get(i), "/points/" + i));
        }
        return points;
    }

    private TestPoint point(JsonNode entry, String at) {
        String deviceId = entry.path("deviceId").asText("");
        Device device = registry.devices().get(deviceId);
        if (device == null || device.domain() != AlertDomain.FIRE) {
            throw fault(at + "/deviceId", "is no registered fire device");
        }
        JsonNode point = entry.path("point");
        boolean isAbsent = point.isMissingNode() || point.isNull();
        if (!isAbsent && (!point.isTextual() || !isPlain(point.textValue(), MAX_ID))) {
            throw fault(at + "/point", "must be a text of 1 to %d characters".formatted(MAX_ID));
        }
        return new TestPoint(
                deviceId,
                isAbsent ? null : label(deviceId, point.textValue()),
                kind(entry.path("expects"), at));
    }

    /** A point may be listed by its address in the panel: its signals carry its label, if any. */
    private String label(String deviceId, String point) {
        FirePoint known = registry.panels().point(deviceId, PointAddress.parse(point));
        return known == null ? point : known.label();
    }

    private static FireSignalKind kind(JsonNode expects, String at) {
        if (expects.isMissingNode() || expects.isNull()) {
            return null;
        }
        return switch (expects.asText("")) {
            case "press" -> FireSignalKind.PRESS;
            case "alarm" -> FireSignalKind.ALARM;
            default -> throw fault(at + "/expects", "must be press or alarm");
        };
    }

    private Instant time(String field) {
        try {
            return OffsetDateTime.parse(body.path(field).asText("")).toInstant();
        } catch (DateTimeException e) {
            throw fault("/" + field, "must be a time like 2026-01-31T08:00:00+08:00");
        }
    }

    private String plain(String field, int max) {
        String text = JsonBody.text(body, field, 1, max);
        if (!isPlain(text, max)) {
            throw fault("/" + field, PlainText.RULE);
        }
        return text.strip();
    }

    private static boolean isPlain(String text, int max) {
        return !text.isBlank() && text.length() <= max && PlainText.isPlain(text);
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}

package org.citywall.gateway.alertrule;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alertrule.AlertMatch;
import org.citywall.contracts.alertrule.AlertRulesReader;
import org.citywall.contracts.alertrule.Standing;
import org.citywall.contracts.alertrule.StandingKind;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/** Reads what somebody announces; a {@link Refusal} names the field at fault. */
final class StandingBody {
    /** Longest drill. */
    static final Duration LONGEST_DRILL = Duration.ofHours(24);

    /** Longest time that a device may be out of service before two persons look again. */
    static final Duration LONGEST_OUT = Duration.ofDays(90);

    /** How far ahead somebody may announce. */
    static final Duration MOST_AHEAD = Duration.ofDays(30);

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MAX_TEXT = 500;
    private static final ObjectReader STRICT =
            Json.mapper()
                    .readerFor(AlertMatch.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StandingBody() {}

    /**
     * What is announced; of a device out of service nobody has agreed yet.
     *
     * @param who asks
     * @param now when the gateway received it
     */
    static Standing read(JsonNode body, Principal who, Instant now) {
        String command = JsonBody.text(body, "commandId", 36, 36);
        if (!UUID.matcher(command).matches()) {
            throw AlertRulesRoutes.fault("commandId", "must be a UUID");
        }
        StandingKind kind = kind(body);
        AlertMatch match = within(match(body), who);
        Instant from = has(body, "from") ? AlertRulesRoutes.time(body, "from") : now;
        Instant begin = from.isBefore(now) ? now : from;
        Instant until = AlertRulesRoutes.time(body, "until");
        times(kind, begin, until, now);
        boolean isOut = kind == StandingKind.OUT_OF_SERVICE;
        switch (kind) {
            case SILENCE -> sparesFire(match);
            case DRILL -> isSomewhere(match);
            case OUT_OF_SERVICE -> namesDevices(match);
        }
        return new Standing(
                wire(kind) + "-" + command.toLowerCase(Locale.ROOT),
                kind,
                match,
                begin,
                until,
                text(body, "reason"),
                who.name(),
                null,
                isOut ? text(body, "replacement") : null);
    }

    private static StandingKind kind(JsonNode body) {
        for (StandingKind each : StandingKind.values()) {
            if (wire(each).equals(body.path("kind").asText())) {
                return each;
            }
        }
        throw AlertRulesRoutes.fault("kind", "must be silence, drill or out-of-service");
    }

    static String wire(StandingKind kind) {
        return Json.mapper().valueToTree(kind).asText();
    }

    private static AlertMatch match(JsonNode body) {
        try {
            AlertMatch match = STRICT.readValue(body.path("match"));
            if (match != null) {
                return match;
            }
        } catch (UnrecognizedPropertyException e) {
            // Passed over, a mistyped condition would make the announcement hold for more.
            throw AlertRulesRoutes.fault(
                    "match/" + e.getPropertyName(), "is no condition of a match");
        } catch (IOException e) {
            // answered below
        }
        throw AlertRulesRoutes.fault("match", "must say which alerts, such as {\"sites\":[…]}");
    }

    /** Nobody announces for a place that is not theirs. */
    private static AlertMatch within(AlertMatch match, Principal who) {
        if (who.place().isEmpty()) {
            return match;
        }
        if (match.place() != null && !who.sees(match.place())) {
            throw new Refusal(
                    Problem.ofField(
                            403, "forbidden", "/match/place", "it lies outside of your place"));
        }
        return new AlertMatch(
                match.domains(),
                match.alertClass(),
                match.kinds(),
                match.gravest(),
                match.mildest(),
                match.place() == null ? who.place() : match.place(),
                match.sites(),
                match.devices(),
                match.evidence());
    }

    private static void times(StandingKind kind, Instant from, Instant until, Instant now) {
        Duration most =
                switch (kind) {
                    case SILENCE -> AlertRulesReader.LONGEST_SILENCE;
                    case DRILL -> LONGEST_DRILL;
                    case OUT_OF_SERVICE -> LONGEST_OUT;
                };
        if (from.isAfter(now.plus(MOST_AHEAD))) {
            throw AlertRulesRoutes.fault("from", "must be within " + MOST_AHEAD.toDays() + " days");
        }
        if (!until.isAfter(from) || !until.isAfter(now.plus(AlertRulesBook.SOON))) {
            throw AlertRulesRoutes.fault("until", "must be after from, and not past");
        }
        if (until.isAfter(from.plus(most))) {
            throw AlertRulesRoutes.fault(
                    "until", "must be at most %d h after from".formatted(most.toHours()));
        }
    }

    /** Maintenance of fire devices may be silent; an alarm of a fire never. */
    private static void sparesFire(AlertMatch match) {
        if (mayBeFireAlarm(match)) {
            throw AlertRulesRoutes.fault(
                    "match/domains",
                    "fire alarms cannot be silenced: name the domains without fire, or the class"
                            + " maintenance");
        }
    }

    /** A drill makes pages of red quiet too, so it is held in named buildings or for others. */
    private static void isSomewhere(AlertMatch match) {
        boolean isNamed = !match.sites().isEmpty() || !match.devices().isEmpty();
        if (!isNamed && mayBeFireAlarm(match)) {
            throw AlertRulesRoutes.fault(
                    "match/sites", "a drill with fire alarms must name its sites or devices");
        }
        if (!isNamed && (match.place() == null || match.place().isEmpty())) {
            throw AlertRulesRoutes.fault(
                    "match/place", "a drill must name its place, sites or devices");
        }
    }

    private static void namesDevices(AlertMatch match) {
        if (match.devices().isEmpty()) {
            throw AlertRulesRoutes.fault("match/devices", "must name the devices");
        }
    }

    private static boolean mayBeFireAlarm(AlertMatch match) {
        boolean isAlarm = match.alertClass() != AlertClass.MAINTENANCE;
        return isAlarm && (match.domains().isEmpty() || match.domains().contains(AlertDomain.FIRE));
    }

    private static boolean has(JsonNode body, String field) {
        return !body.path(field).isMissingNode() && !body.path(field).isNull();
    }

    private static String text(JsonNode body, String field) {
        String text = JsonBody.text(body, field, 1, MAX_TEXT).strip();
        if (text.isEmpty() || !PlainText.isPlain(text)) {
            throw AlertRulesRoutes.fault(field, PlainText.RULE);
        }
        return text;
    }
}

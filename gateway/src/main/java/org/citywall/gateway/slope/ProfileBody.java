package org.citywall.gateway.slope;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.citywall.contracts.slope.ChannelSetting;
import org.citywall.contracts.slope.LimitsBy;
import org.citywall.contracts.slope.RateLimits;
import org.citywall.contracts.slope.ReferenceRate;
import org.citywall.contracts.slope.SlopeProfile;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.text.PlainText;

/**
 * Reads the settings that a person sends; a {@link Refusal} names the field at fault. What the body
 * does not name stays as it was.
 */
final class ProfileBody {
    static final int MAX_ENTRIES = 200;
    private static final int MAX_TEXT = 64;
    private static final double MAX_RATE = 1e6;
    private static final String[] LIMITS = {
        "blue", "yellow", "orange", "red", "orangeWeek", "redHour"
    };

    private final JsonNode body;
    private final Predicate<String> isStation;
    private final SlopeProfile before;
    private final PastRates past;
    private final Map<String, String> aliases;
    private final Principal who;

    private ProfileBody(
            JsonNode body,
            Predicate<String> isStation,
            SlopeProfile before,
            PastRates past,
            Principal who) {
        this.body = body;
        this.isStation = isStation;
        this.before = before;
        this.who = who;
        this.aliases = body.has("aliases") ? aliases() : before.aliases();
        this.past = past.with(aliases);
    }

    /**
     * The next version.
     *
     * @param isStation whether a station of this id is registered at the slope
     * @param before the version upon which the sender built; 409 if it built upon another
     * @param past all rates that the slope ever had
     * @param who answers for it
     * @param now when
     */
    static SlopeProfile next(
            JsonNode body,
            Predicate<String> isStation,
            SlopeProfile before,
            PastRates past,
            Principal who,
            Instant now) {
        checkVersion(body.path("expectedVersion"), before);
        return new ProfileBody(body, isStation, before, past, who).profile(now);
    }

    private static void checkVersion(JsonNode expected, SlopeProfile before) {
        if (!expected.isIntegralNumber()) {
            throw fault("/expectedVersion", "must be the version that you edit, 0 for the first");
        }
        if (expected.asLong() != before.version()) {
            throw new Refusal(
                    Problem.ofField(
                            409,
                            "changed-meanwhile",
                            "/expectedVersion",
                            "the newest version is %d, last edited by %s"
                                    .formatted(
                                            before.version(),
                                            before.approvedBy() == null
                                                    ? SlopeProfiles.SOFTWARE
                                                    : before.approvedBy())));
        }
    }

    private SlopeProfile profile(Instant now) {
        RateLimits limits = body.has("limits") ? limits() : before.limits();
        int version = before.version() + 1;
        return new SlopeProfile(
                before.siteId(),
                version,
                body.has("name") ? text(body, "", "name") : before.name(),
                body.has("rates") ? rates() : before.rates(),
                limits,
                aliases,
                body.has("channels") ? channels() : before.channels(),
                before.verdicts(),
                body.has("responsible") ? responsible() : before.responsible(),
                who.displayName(),
                now,
                limits.equals(before.limits())
                        ? before.limitsBy()
                        : new LimitsBy(version, who.displayName(), now));
    }

    private String responsible() {
        return body.path("responsible").isNull() ? null : text(body, "", "responsible");
    }

    private RateLimits limits() {
        JsonNode given = body.path("limits");
        double[] mm = new double[LIMITS.length];
        for (int i = 0; i < mm.length; i++) {
            mm[i] = number(given, "/limits", LIMITS[i], Double.MIN_VALUE);
        }
        try {
            return new RateLimits(mm[0], mm[1], mm[2], mm[3], mm[4], mm[5]);
        } catch (IllegalArgumentException e) {
            throw fault("/limits", e.getMessage());
        }
    }

    private List<ReferenceRate> rates() {
        List<ReferenceRate> rates = new ArrayList<>();
        for (JsonNode entry : entries("rates")) {
            String at = "/rates/" + rates.size();
            Instant from = time(entry, at, "from");
            Instant to = time(entry, at, "to");
            if (!from.isBefore(to)) {
                throw fault(at + "/to", "must be after from");
            }
            ReferenceRate asked =
                    new ReferenceRate(
                            station(entry, at),
                            text(entry, at, "channel"),
                            number(entry, at, "mmPerDay", Double.MIN_VALUE),
                            number(entry, at, "sigma", 0),
                            from,
                            to,
                            0,
                            who.displayName());
            if (rates.stream().anyMatch(other -> isSameChannel(other, asked))) {
                throw fault(at + "/channel", "has a rate above already");
            }
            rates.add(versioned(asked, entry.path("version").asInt()));
        }
        return past.withFirst(rates);
    }

    /**
     * A rate that did not change keeps its version and who approved it. The software's becomes that
     * person's who sends it, unless it is only sent back with the rest, which its version tells.
     */
    private ReferenceRate versioned(ReferenceRate asked, int version) {
        ReferenceRate old =
                before.rates().stream()
                        .filter(rate -> isSameChannel(rate, asked))
                        .findFirst()
                        .orElse(null);
        boolean isUnchanged =
                old != null
                        && old.mmPerDay() == asked.mmPerDay()
                        && old.sigma() == asked.sigma()
                        && old.from().equals(asked.from())
                        && old.to().equals(asked.to());
        if (isUnchanged && (!PastRates.isFirst(old) || version == PastRates.FIRST)) {
            return old;
        }
        return new ReferenceRate(
                asked.stationId(),
                asked.channel(),
                asked.mmPerDay(),
                asked.sigma(),
                asked.from(),
                asked.to(),
                past.next(asked),
                asked.approvedBy());
    }

    private static boolean isSameChannel(ReferenceRate a, ReferenceRate b) {
        return a.stationId().equals(b.stationId()) && a.channel().equals(b.channel());
    }

    private Map<String, String> aliases() {
        JsonNode given = body.path("aliases");
        if (!given.isObject() || given.size() > MAX_ENTRIES) {
            throw fault("/aliases", "must be an object of at most %d names".formatted(MAX_ENTRIES));
        }
        Map<String, String> aliases = new LinkedHashMap<>();
        for (var each : given.properties()) {
            String at = "/aliases/" + each.getKey();
            String name = each.getValue().asText("");
            if (!isPlain(each.getKey())) {
                throw fault("/aliases", "a name must be a text of 1 to 64 characters");
            }
            if (given.has(name) || !isStation.test(name)) {
                throw fault(at, "must be a station that is registered at this slope, and no alias");
            }
            aliases.put(each.getKey(), name);
        }
        return aliases;
    }

    private List<ChannelSetting> channels() {
        List<ChannelSetting> channels = new ArrayList<>();
        for (JsonNode entry : entries("channels")) {
            String at = "/channels/" + channels.size();
            channels.add(
                    new ChannelSetting(
                            station(entry, at),
                            text(entry, at, "channel"),
                            entry.has("sigma") ? number(entry, at, "sigma", 0) : 0,
                            entry.path("manual").asBoolean(false)));
        }
        return channels;
    }

    private JsonNode entries(String field) {
        JsonNode list = body.path(field);
        if (!list.isArray() || list.size() > MAX_ENTRIES) {
            throw fault("/" + field, "must be a list of at most %d".formatted(MAX_ENTRIES));
        }
        return list;
    }

    private String station(JsonNode entry, String at) {
        String station = text(entry, at, "stationId");
        if (!isStation.test(station)) {
            throw fault(at + "/stationId", "is not registered at this slope");
        }
        return station;
    }

    private static String text(JsonNode entry, String at, String field) {
        String text = entry.path(field).asText("");
        if (!entry.path(field).isTextual() || !isPlain(text)) {
            throw fault(
                    at + "/" + field, "must be a text of 1 to %d characters".formatted(MAX_TEXT));
        }
        return text.strip();
    }

    private static boolean isPlain(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT && PlainText.isPlain(text);
    }

    private static double number(JsonNode entry, String at, String field, double least) {
        JsonNode value = entry.path(field);
        double number = value.asDouble();
        if (!value.isNumber() || !(number >= least && number <= MAX_RATE)) {
            throw fault(
                    at + "/" + field,
                    least > 0 ? "must be a positive number" : "must be a number, 0 or more");
        }
        return number;
    }

    private static Instant time(JsonNode entry, String at, String field) {
        try {
            return OffsetDateTime.parse(entry.path(field).asText("")).toInstant();
        } catch (DateTimeException e) {
            throw fault(at + "/" + field, "must be a time like 2026-01-31T08:00:00+08:00");
        }
    }

    private static Refusal fault(String field, String detail) {
        return new Refusal(Problem.ofField(400, "bad field", field, detail));
    }
}

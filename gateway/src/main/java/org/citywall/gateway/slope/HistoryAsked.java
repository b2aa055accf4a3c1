package org.citywall.gateway.slope;

import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.citywall.contracts.slope.HistoryStep;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;

/**
 * Which part of the long record is asked for.
 *
 * @param from its first moment: the beginning of a step
 * @param to its end, not part of it
 * @param step length of the steps
 * @param isReplay of the newest recording instead of what went on
 * @param stationId only this station; empty: all
 * @param channel only this channel; empty: all
 */
record HistoryAsked(
        Instant from,
        Instant to,
        HistoryStep step,
        boolean isReplay,
        String stationId,
        String channel) {
    /** Days are those of the city. */
    static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private static final Map<String, HistoryStep> STEPS =
            Map.of("hour", HistoryStep.HOUR, "day", HistoryStep.DAY);
    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

    /** A quarter in hours, or ten years in days: about as many points. */
    private static final Map<HistoryStep, Duration> LONGEST =
            Map.of(HistoryStep.HOUR, Duration.ofDays(92), HistoryStep.DAY, Duration.ofDays(3_660));

    /** Reads the query; a {@link Refusal} names the parameter at fault. */
    static HistoryAsked of(HttpServerRequest request, Instant now) {
        HistoryStep step = STEPS.get(request.getParam("step", "hour"));
        if (step == null) {
            throw fault("step", "must be hour or day");
        }
        Instant to = time(request, "to", now);
        Instant from = begin(time(request, "from", to.minus(DEFAULT_SPAN)), step);
        if (!from.isBefore(to)) {
            throw fault("to", "must be later than from");
        }
        Duration longest = LONGEST.get(step);
        if (Duration.between(from, to).compareTo(longest.plusDays(1)) > 0) {
            throw fault(
                    "from",
                    "must be at most %d days before to for this step".formatted(longest.toDays()));
        }
        return new HistoryAsked(
                from,
                to,
                step,
                flag(request),
                request.getParam("stationId", ""),
                request.getParam("channel", ""));
    }

    private static Instant begin(Instant from, HistoryStep step) {
        return step == HistoryStep.HOUR
                ? from.truncatedTo(ChronoUnit.HOURS)
                : from.atZone(CITY).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    private static boolean flag(HttpServerRequest request) {
        String text = request.getParam("replay", "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw fault("replay", "must be true or false");
        }
        return text.equals("true");
    }

    private static Instant time(HttpServerRequest request, String parameter, Instant otherwise) {
        String text = request.getParam(parameter);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant time = Instant.parse(text);
            int year = time.atZone(CITY).getYear();
            if (year >= 1970 && year <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw fault(parameter, "must be an ISO-8601 time in UTC");
    }

    private static Refusal fault(String parameter, String detail) {
        return new Refusal(Problem.ofField(400, "bad parameter", parameter, detail));
    }
}

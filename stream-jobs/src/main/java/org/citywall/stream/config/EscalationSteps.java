package org.citywall.stream.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.citywall.stream.alert.EscalationStep;

/** Steps of an escalation as they stand in the environment: {@code 30:第二席,60:带班领导}. */
final class EscalationSteps {
    private static final long LATEST_S = 86_400;

    private EscalationSteps() {}

    static String written(List<EscalationStep> steps) {
        return steps.stream()
                .map(step -> step.after().toSeconds() + ":" + step.post())
                .collect(Collectors.joining(","));
    }

    /** Reads them; what is wrong is said so that the variable's name can stand before it. */
    static List<EscalationStep> parse(String text) {
        List<EscalationStep> steps = new ArrayList<>();
        Duration before = Duration.ZERO;
        for (String part : text.split(",", -1)) {
            EscalationStep step = step(part.strip());
            if (step.after().compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "must have steps in ascending order of seconds: " + text);
            }
            before = step.after();
            steps.add(step);
        }
        return List.copyOf(steps);
    }

    private static EscalationStep step(String part) {
        int colon = part.indexOf(':');
        String post = part.substring(colon + 1).strip();
        if (colon < 0 || post.isEmpty()) {
            throw new IllegalArgumentException("must be seconds:post, …: " + part);
        }
        return new EscalationStep(Duration.ofSeconds(seconds(part.substring(0, colon))), post);
    }

    private static long seconds(String text) {
        try {
            long seconds = Long.parseLong(text.strip());
            if (seconds >= 1 && seconds <= LATEST_S) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has seconds that are no number: " + text, e);
        }
        throw new IllegalArgumentException(
                "has seconds that are not between 1 and %d: %s".formatted(LATEST_S, text));
    }
}
